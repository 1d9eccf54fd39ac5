"""English: joining the practice as a psychologist."""

TEXTS: dict[str, str] = {
    "invitation_spent": (
        "This invitation has been used already, or it is more than seven days old. Please ask who"
        " sent it to you for a new one, or apply with /join."
    ),
    "invitation_own": (
        "This is the link that you made. Please forward it to the person you would like to invite:"
        " it works once, for them."
    ),
}
