"""PDFs taken in by programs as they are run: by Pasaje, by Recoll, and by pypdf and Whoosh done plainly."""
