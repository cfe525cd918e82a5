"""Languages: each a folder of data with the same names."""
