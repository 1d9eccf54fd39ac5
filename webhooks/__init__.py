"""HTTP in: check the sender, store the row, answer; the work comes afterwards."""
