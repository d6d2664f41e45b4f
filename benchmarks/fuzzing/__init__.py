"""Requests that nobody meant well, made by programs, and the laws that every answer keeps."""
