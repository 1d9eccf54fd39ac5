"""Bare bots for comparison: no memory, no dialogue, two screens that replace each other."""
