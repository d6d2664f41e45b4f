"""The commands of `pasaje`, by what they are for."""
