"""Do marks cover the words they should? Phrases by poppler, located by Pasaje, compared rectangle by rectangle."""
