"""What somebody hears who sent more than we can take in."""

TEXTS: dict[str, str] = {
    "that_was_a_lot": (
        "That was a lot at once, and I couldn't take in the last of it. Give me a moment, then go"
        " on."
    ),
}
