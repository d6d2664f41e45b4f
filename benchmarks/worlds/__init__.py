"""What happens to documents, done to them by known scripts, so that it is known what became of every passage."""
