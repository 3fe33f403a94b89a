"""Plans as papers and tables: the official form, and the register of measures."""
