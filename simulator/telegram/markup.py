"""Entities back to HTML that a page may show: only tags the Bot API knows, all else escaped."""

from collections.abc import Iterable
from html import escape
from typing import Any

Entity = dict[str, Any]
PLAIN = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def to_html(text: str, entities: Iterable[Entity]) -> str:
    """`text` with its entities as tags; line breaks stay line breaks."""
    spans = [e for e in entities if _tags(e) != ("", "")]
    if not spans:
        return escape(text, quote=False)
    units = text.encode("utf-16-le")
    cuts = {0, len(units) // 2}
    for span in spans:
        cuts |= {span["offset"], span["offset"] + span["length"]}
    points = sorted(cuts)
    parts: list[str] = []
    still: list[Entity] = []
    for at, end in zip(points, [*points[1:], points[-1]], strict=True):
        still = _step(parts, still, spans, at)
        parts.append(escape(units[at * 2 : end * 2].decode("utf-16-le", "replace"), quote=False))
    return "".join(parts)


def _step(parts: list[str], still: list[Entity], spans: list[Entity], at: int) -> list[Entity]:
    """Close what ends at `at` and open what begins; an overlap is closed and opened again."""
    keep = 0
    while keep < len(still) and still[keep]["offset"] + still[keep]["length"] > at:
        keep += 1
    again = [e for e in still[keep:] if e["offset"] + e["length"] > at]
    parts.extend(_tags(entity)[1] for entity in reversed(still[keep:]))
    begin = [e for e in spans if e["offset"] == at and e["length"] > 0]
    begin.sort(key=lambda e: -e["length"])
    parts.extend(_tags(entity)[0] for entity in again + begin)
    return still[:keep] + again + begin


def _tags(entity: Entity) -> tuple[str, str]:
    kind = entity["type"]
    if kind in PLAIN:
        return f"<{PLAIN[kind]}>", f"</{PLAIN[kind]}>"
    match kind:
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "text_link":
            return f'<a href="{escape(str(entity["url"]))}">', "</a>"
        case "pre" if entity.get("language"):
            language = escape(str(entity["language"]))
            return f'<pre><code class="language-{language}">', "</code></pre>"
        case "pre":
            return "<pre>", "</pre>"
        case "date_time":
            form = entity.get("date_time_format")
            style = f' format="{escape(str(form))}"' if form else ""
            return f'<tg-time unix="{int(entity["unix_time"])}"{style}>', "</tg-time>"
        case _:
            return "", ""
