"""What the doctor says of a town, and of one with other settings."""

from bot.doctor import visit
from tests.town import Town


async def said(here: Town, **changed: str) -> str:
    """All of it as one line of words, for a search that the line breaks don't disturb."""
    lines, _ = await visit.examine({**here.environment, **changed}, None)
    return " ".join(" ".join(lines).split())


async def examined(here: Town, **changed: str) -> tuple[list[str], bool]:
    return await visit.examine({**here.environment, **changed}, None)
