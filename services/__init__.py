"""What the business does: each function is one step inside the open transaction."""
