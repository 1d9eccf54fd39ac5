"""The providers that move money or make rooms: each file speaks to one of them, and only speaks."""
