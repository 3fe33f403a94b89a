"""The lane of a petition: what it is about, who must explain, who else decides, what is split."""
