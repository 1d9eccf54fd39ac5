"""Starts things: the only room that knows all the others."""
