"""From the first word of a citizen to the receipt, and what its holder does afterwards."""
