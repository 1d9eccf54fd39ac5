"""What somebody hears who sent more than we can take in."""

TEXTS: dict[str, str] = {
    "that_was_a_lot": (
        "That was a lot at once, and I couldn't take in the last of it. Give me a moment, then go"
        " on."
    ),
    "that_was_a_lot_for_a_page": ("That was a lot at once. Please wait a moment, then try again."),
}
