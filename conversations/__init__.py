"""What is asked and answered: pure functions over a stored draft."""
