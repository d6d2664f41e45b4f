"""Spanish words in their forms, and which others are thrown together with them."""
