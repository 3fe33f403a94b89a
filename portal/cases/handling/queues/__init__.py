"""The lists of waiting work: counted, narrowed, searched and put in order of their days."""
