"""A .po file as it is read and written: one for each module of English texts, in its order.

An entry is a key (msgctxt), the English text that was translated (msgid) and the translation.
"""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from conversations.plural import Plural, Text

#: No dates, no names: two people who translate side by side never meet in the head of a file.
_HEAD = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals};\\n"

"""
WIDTH = 100


def read(file: Path) -> Catalog:
    """One file, whose folder is called after its language. Raises PoFileError where it is none."""
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parent.name, abort_invalid=True)


def entries(catalogue: Catalog) -> list[Message]:
    """What is translated in it; the head is no such thing."""
    return [message for message in catalogue if message.id]


def msgid(english: Text) -> str | tuple[str, str]:
    return (english.one, english.many) if isinstance(english, Plural) else english


def written(language: str, messages: Iterable[Message]) -> str:
    """The text of a file: the same for the same entries, in their order."""
    catalogue, body = Catalog(locale=language), BytesIO()
    for message in messages:
        catalogue[message.id] = message
    write_po(body, catalogue, width=WIDTH, omit_header=True)
    head = _HEAD.format(language=language, plurals=catalogue.plural_forms.rstrip(";"))
    return head + body.getvalue().decode().strip() + "\n"
