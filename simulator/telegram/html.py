"""The parse_mode HTML: strict as the real parser, with its words and byte offsets.

The grammar and the texts of the errors follow td/telegram/MessageEntity.cpp of TDLib; date-time
tags follow the Bot API's formatting options.
"""

import re
from dataclasses import dataclass
from typing import Any

from simulator.telegram.limits import utf16

Entity = dict[str, Any]
SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"})
# Only these are known by name: `&apos;` and `&nbsp;` stay as they are written.
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))(;?)")
SPACE = " \t\n\r\v\f\0"
DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class ParseError(ValueError):
    """What the real server says after "can't parse entities: "."""


@dataclass(slots=True)
class Tag:
    """An open tag: where its text begins, in UTF-16 units and in characters."""

    name: str
    attributes: dict[str, str]
    offset: int
    begin: int


def parse(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of `source`. Raises ParseError."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.offset = 0
        self.at = 0
        self.open: list[Tag] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, list[Entity]]:
        source, size = self.source, len(self.source)
        while self.at < size:
            char = source[self.at]
            if char == "<":
                self._end_tag() if source.startswith("</", self.at) else self._start_tag()
            elif char == "&":
                decoded, self.at = reference(source, self.at)
                self._add(decoded)
            else:
                self._plain()
        if self.open:
            raise ParseError(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"'
            )
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return self.text, self.entities

    def _plain(self) -> None:
        stop = self.at + 1
        while stop < len(self.source) and self.source[stop] not in "<&":
            stop += 1
        self._add(self.source[self.at : stop])
        self.at = stop

    def _add(self, piece: str) -> None:
        self.text += piece
        self.offset += utf16(piece)

    def _peek(self) -> str:
        return self.source[self.at] if self.at < len(self.source) else "\0"

    def _word(self, stops: str) -> str:
        begin = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[begin : self.at]

    def _skip_space(self) -> None:
        while self.at < len(self.source) and self.source[self.at] in SPACE:
            self.at += 1

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._word(SPACE + ">").lower()
        if self.at >= len(self.source):
            raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if name not in TAGS:
            raise ParseError(f'Unsupported start tag "{name}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise ParseError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.open.append(Tag(name, attributes, self.offset, len(self.text)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Attributes up to and over the `>`."""
        found: dict[str, str] = {}
        where = f'the tag "{tag}" at byte offset {self._byte(begin)}'
        while True:
            self._skip_space()
            if self._peek() == ">":
                self.at += 1
                return found
            name = self._word(SPACE + "=>")
            if not name:
                raise ParseError(f"Empty attribute name in {where}")
            self._skip_space()
            if tag == "blockquote" and name == "expandable" and self._peek() != "=":
                found[name] = ""
                continue
            if self._peek() != "=":
                raise ParseError(f"Expected equal sign in declaration of an attribute of {where}")
            self.at += 1
            self._skip_space()
            if self.at >= len(self.source):
                raise ParseError(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            found[name] = self._value()
            if self.at >= len(self.source):
                raise ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")

    def _value(self) -> str:
        quote = self._peek()
        if quote not in "'\"":
            begin = self.at
            while self._peek().isalnum() or self._peek() in ".-":
                self.at += 1
            if self._peek() not in SPACE + ">":
                raise ParseError(f"Unexpected end of name token at byte offset {self._byte(begin)}")
            return self.source[begin : self.at].lower()
        self.at += 1
        value = ""
        while self.at < len(self.source) and self.source[self.at] != quote:
            if self.source[self.at] == "&":
                decoded, self.at = reference(self.source, self.at)
                value += decoded
            else:
                value += self.source[self.at]
                self.at += 1
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise ParseError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._word(SPACE + ">").lower()
        self._skip_space()
        if self._peek() != ">":
            raise ParseError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        tag = self.open[-1]
        if name and name != tag.name:
            raise ParseError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{tag.name}>", found "</{name}>"'
            )
        self.open.pop()
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: Tag) -> None:
        place = {"offset": tag.offset, "length": self.offset - tag.offset}
        match tag.name:
            case "a":
                self._link({**place}, tag.attributes.get("href") or self.text[tag.begin :])
            case "code" | "pre":
                self._code(tag, place)
            case "blockquote":
                kind = "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"
                self.entities.append({"type": kind, **place})
            case "tg-time":
                self.entities.append({"type": "date_time", **place, **_date_time(tag)})
            case "tg-emoji":
                # Bots without a bought username may not send them: the plain emoji stays.
                if not tag.attributes.get("emoji-id", "").isdigit():
                    raise ParseError("Invalid custom emoji identifier specified")
            case _:
                self.entities.append({"type": SIMPLE[tag.name], **place})

    def _link(self, place: dict[str, int], url: str) -> None:
        checked = checked_url(url)
        if checked is not None:
            self.entities.append({"type": "text_link", **place, "url": checked})

    def _code(self, tag: Tag, place: dict[str, int]) -> None:
        """`<pre><code class="language-x">` is one entity with a language."""
        css = tag.attributes.get("class", "")
        language = css.removeprefix("language-") if css.startswith("language-") else ""
        last = self.entities[-1] if self.entities else {}
        same = {name: last.get(name) for name in place} == place
        if tag.name == "pre" and same and last["type"] == "code" and "language" in last:
            last["type"] = "pre"
        elif tag.name == "code" and same and last["type"] == "pre" and language:
            last["language"] = language
        else:
            found: Entity = {"type": tag.name, **place}
            if tag.name == "code" and language:
                found["language"] = language
            self.entities.append(found)


def reference(source: str, at: int) -> tuple[str, int]:
    """The character meant by `&…` at `at`, and where it ends; `&` itself when none is."""
    match = REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name, _ = match.groups()
    if name is not None:
        char = NAMED.get(name)
        return (char, match.end()) if char else ("&", at + 1)
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    if not 0 < code < 0x10FFFF or 0xD800 <= code <= 0xDFFF or match.end() - at > 10:
        return "&", at + 1
    return chr(code), match.end()


def checked_url(url: str) -> str | None:
    """A link as Telegram keeps it; None when it would silently drop the entity."""
    if re.fullmatch(r"(https?|tg|ton|tonsite)://[^\s/?#]+\S*|mailto:\S+", url, re.IGNORECASE):
        return url
    if re.fullmatch(r"[^\s/:]+\.[A-Za-z]{2,}(:\d+)?(/\S*)?", url):
        return f"http://{url}"
    return None


def _date_time(tag: Tag) -> dict[str, Any]:
    unix, form = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
    if not unix.isdigit() or not 0 < int(unix) < 2**31:
        raise ParseError("Invalid Unix timestamp specified")
    if not DATE_FORMAT.fullmatch(form):
        raise ParseError("Invalid date-time format specified")
    found: dict[str, Any] = {"unix_time": int(unix)}
    if form:
        found["date_time_format"] = form
    return found
