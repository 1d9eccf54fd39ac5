"""The text of a message as Telegram keeps it: parsed, trimmed, measured."""

from typing import Any

from simulator.telegram import html
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.html import ParseError
from simulator.telegram.limits import utf16

Entity = dict[str, Any]
NAMES = (
    "mention hashtag cashtag bot_command url email phone_number bold italic underline "
    "strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention "
    "custom_emoji date_time"
)
KNOWN = frozenset(NAMES.split())


def formatted(call: Call, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The text parameter `name` with its entities. Raises ApiError."""
    text = call.text(name)
    mode = call.text("parse_mode").lower()
    if mode == "html":
        try:
            text, entities = html.parse(text)
        except ParseError as error:
            raise bad_request(f"can't parse entities: {error}") from error
    elif mode:
        known = mode in ("markdown", "markdownv2")
        reason = "the simulator reads parse_mode HTML only" if known else "unsupported parse_mode"
        raise bad_request(reason)
    else:
        entities = _given(call.json(entities_name, list) or [], utf16(text))
    return trimmed(text, entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at the ends, and with no entity outside or on nothing."""
    body = text.replace("\r", "").rstrip()
    lead = utf16(body) - utf16(body.lstrip())
    # White space at the start stays where an entity begins in it.
    lead = min([lead, *(entity["offset"] for entity in entities)])
    shown = body[lead:]
    if not entities:
        return shown, []
    size = utf16(shown)
    moved = [_moved(entity, lead, size) for entity in entities]
    return shown, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Entity, lead: int, size: int) -> Entity:
    begin = min(entity["offset"] - lead, size)
    end = min(begin + entity["length"], size)
    return {**entity, "offset": begin, "length": end - begin}


def _given(entities: list[Any], size: int) -> list[Entity]:
    """Entities named by the caller; those outside the text are refused."""
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in KNOWN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        begin, length = entity.get("offset"), entity.get("length")
        if not isinstance(begin, int) or not isinstance(length, int) or length <= 0:
            raise bad_request('can\'t parse MessageEntity: Field "length" is wrong')
        if begin < 0 or begin + length > size:
            raise bad_request("entity begins or ends outside of the text")
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))
