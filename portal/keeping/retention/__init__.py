"""The end of life of what is kept about people: periods as data, erasing, tombstones."""
