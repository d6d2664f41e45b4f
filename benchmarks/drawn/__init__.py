"""What a researcher might type to find a page again: drawn by lot from what poppler reads of PDFs."""
