"""What is typed and pressed about consents: a full name, a yes to one version of one text."""

from models.values import ConsentKind

#: As Telegram and the sealed column take it; a name has two words at least.
LONGEST_NAME = 100


def full_name(typed: str) -> str | None:
    """First and last name, with one space between; None for what can't be one."""
    words = typed.split()
    name = " ".join(words)
    letters = all(any(letter.isalpha() for letter in word) for word in words)
    if len(words) < 2 or not letters or len(name) > LONGEST_NAME or "\0" in name:
        return None
    return name


def read_yes(value: str) -> tuple[ConsentKind, str] | None:
    """`y<kind> <version>` -> the text that was on the screen."""
    kind, _, version = value[1:].partition(" ")
    if value[:1] != "y" or kind not in list(ConsentKind) or not version:
        return None
    return ConsentKind(kind), version
