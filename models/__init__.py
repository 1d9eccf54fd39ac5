"""Rows and values: what is stored, without a word of what is done with it."""
