"""Show pages of documents to a browser, Pasaje's beside those of pdf.js, and ask it when it saw them."""
