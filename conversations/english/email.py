"""English: e-mail addresses."""

TEXTS: dict[str, str] = {
    "email_unclear": (
        "That doesn't look like an e-mail address. Please send it as in name@example.com."
    ),
}
