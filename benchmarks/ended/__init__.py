"""Runs that are ended before they are done, and archives held against one that never was."""
