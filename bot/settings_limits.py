"""How much one person, one address and all together may ask of this program (D4)."""

from typing import Annotated

from pydantic import Field

from bot.settings_base import Group, setting

Count = Annotated[int, Field(ge=1, le=1_000_000)]
Pace = Annotated[float, Field(gt=0, le=1_000_000)]
Seconds = Annotated[float, Field(ge=0.1, le=3600)]


class Limits(Group):
    """What holds floods back; the defaults are more than anybody needs who means well."""

    person_at_once: Count = setting(
        "PERSON_AT_ONCE", "how many messages and taps of one person are answered at once", "30", 30
    )
    person_per_second: Pace = setting(
        "PERSON_PER_SECOND", "and how many a second after that", "1", 1
    )
    address_at_once: Count = setting(
        "ADDRESS_AT_ONCE", "how many requests of one internet address are served at once", "100",
        100,
    )  # fmt: skip
    address_per_second: Pace = setting(
        "ADDRESS_PER_SECOND", "and how many a second after that", "5", 5
    )
    wrong_secrets: Count = setting(
        "ADDRESS_WRONG_SECRETS",
        "how many wrong secrets of one address are looked into before it hears 429; then one a"
        " minute is",
        "20",
        20,
    )
    at_once: Count = setting(
        "REQUESTS_AT_ONCE",
        "how many requests are worked on at the same time; callbacks, and those whose sender is"
        " known, each have as many places of their own",
        "150",
        150,
    )
    address_requests: Count = setting(
        "ADDRESS_REQUESTS_AT_ONCE", "how many of these one address may have", "75", 75
    )
    body_seconds: Seconds = setting(
        "REQUEST_BODY_SECONDS",
        "how long a request's head may take to arrive, and then its body",
        "10",
        10,
    )
    request_seconds: Seconds = setting("REQUEST_SECONDS", "how long it may take in all", "30", 30)
    idle_seconds: Seconds = setting(
        "CONNECTION_IDLE_SECONDS",
        "how long a connection is kept open between two requests; longer than your proxy keeps it",
        "75",
        75,
    )
