"""Documents made for measuring: their truth, their looks, their PDFs, and how readers fare with them."""
