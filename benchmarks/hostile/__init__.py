"""Small makers of hostile files: each gives the bytes of one, by its name."""
