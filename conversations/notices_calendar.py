"""What a psychologist hears about a calendar that can't be read any more, or can again."""

from conversations.words import Button, Keyboard, Say

_SEE: Keyboard = ((Button("calendar_see", value="calendar"),),)


def failing(name: str, code: str) -> Say:
    return Say("calendar_failing", {"name": name, "why": Say(f"calendar_{code}")}, _SEE,
               screen=False)  # fmt: skip


def mended(name: str) -> Say:
    return Say("calendar_mended", {"name": name}, _SEE, screen=False)
