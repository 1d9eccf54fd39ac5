"""Nothing secret is printed, whoever said it: what others tell us is repeated only through this."""

import re
from collections.abc import Iterator
from dataclasses import fields

from pydantic import BaseModel, SecretStr
from yarl import URL

from bot.settings import Settings

#: Shorter ones would be found in every word; no real secret is.
SHORTEST = 6
#: A phone number or somebody's id.
NUMBER = re.compile(r"\+?\d{9,}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def discreet(words: str, settings: Settings) -> str:
    """The words in one line, without secrets, phone numbers and ids."""
    said = CONTROL.sub(" ", words)
    for secret in sorted(set(_secrets(settings)), key=len, reverse=True):
        said = said.replace(secret, "[secret]")
    return NUMBER.sub("[number]", said)


def _secrets(settings: Settings) -> Iterator[str]:
    for value in _values(settings):
        if value.startswith("file:"):
            continue
        parts = {value, *value.split(","), value.partition(":")[2]}
        yield from (part for part in parts if len(part) >= SHORTEST)
    password = URL(settings.database.url.get_secret_value()).password or ""
    if len(password) >= SHORTEST:
        yield password


def _values(settings: Settings) -> Iterator[str]:
    for group in (getattr(settings, field.name) for field in fields(settings)):
        if isinstance(group, BaseModel):
            for name in type(group).model_fields:
                value = getattr(group, name)
                if isinstance(value, SecretStr):
                    yield value.get_secret_value()
