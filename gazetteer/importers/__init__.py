"""Readers of a user's own tables of places; each gives rows of the supplement's kind."""
