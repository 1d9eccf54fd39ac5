"""From a stored row to a changed world: the shell around conversations and services."""
