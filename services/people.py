"""People, their chats and roles; the chat's row is the lock under which a person is served."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from models.database import Row, count, row
from models.languages import DEFAULT_LANGUAGE
from models.values import Role
from models.views import Reader


@dataclass(frozen=True, slots=True)
class Guest:
    """A private chat, locked, and who is behind it. `is_blocked`: nothing arrived there lately."""

    chat_id: int
    telegram_chat_id: int
    dialogue: str | None
    reader: Reader
    phone: str | None
    has_reply_keys: bool
    roles: frozenset[Role]
    is_blocked: bool = False

    @property
    def person_id(self) -> int:
        return self.reader.person_id


#: A chat and its person; `guest` reads a row of it.
GUEST = """
    SELECT chats.id AS chat_id, chats.telegram_chat_id, chats.dialogue, people.id AS person_id,
           people.name, people.language, people.timezone, people.phone,
           coalesce(chats.has_reply_keys, false) AS has_reply_keys,
           people.unreachable_since IS NOT NULL AS is_blocked,
           ARRAY(SELECT role FROM role_grants WHERE person_id = people.id) AS roles
    FROM chats JOIN people ON people.id = chats.person_id
"""


async def lock_chat(telegram_chat_id: int) -> Guest | None:
    """The chat, held for this transaction; None when nobody has written from it yet."""
    return _guest_or_none(
        await row(f"{GUEST} WHERE chats.telegram_chat_id = $1 FOR UPDATE OF chats",
                  telegram_chat_id)
    )  # fmt: skip


async def lock_chat_of(person_id: int) -> Guest | None:
    """The chat in which a person is reached, held for this transaction."""
    return _guest_or_none(
        await row(f"{GUEST} WHERE people.id = $1 ORDER BY chats.id LIMIT 1 FOR UPDATE OF chats",
                  person_id)
    )  # fmt: skip


async def find_chat_of(person_id: int) -> Guest | None:
    """The same, only read: for a message that no dialogue answers to."""
    return _guest_or_none(
        await row(f"{GUEST} WHERE people.id = $1 ORDER BY chats.id LIMIT 1", person_id)
    )


def _guest_or_none(found: Row | None) -> Guest | None:
    return guest(found) if found is not None else None


def guest(found: Row) -> Guest:
    reader = Reader(found["person_id"], found["name"], found["language"], found["timezone"])
    roles = frozenset(Role(role) for role in found["roles"])
    return Guest(found["chat_id"], found["telegram_chat_id"], found["dialogue"], reader,
                 found["phone"], found["has_reply_keys"], roles, found["is_blocked"])  # fmt: skip


async def meet(
    telegram_id: int,
    telegram_chat_id: int,
    name: str,
    timezone: str,
    now: datetime,
    language: str = DEFAULT_LANGUAGE,
) -> None:
    """Make sure that a person and their chat have rows; two at once make one.

    `timezone` is the practice's, `language` their Telegram's as far as we speak it: /settings
    changes both.
    """
    await row(
        """INSERT INTO people (public_id, telegram_id, name, language, timezone, created_at)
           VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (telegram_id) DO NOTHING RETURNING id""",
        uuid4(),
        telegram_id,
        name[:128],
        language,
        timezone,
        now,
    )
    await row(
        """INSERT INTO chats (telegram_chat_id, person_id)
           SELECT $1, id FROM people WHERE telegram_id = $2
           ON CONFLICT (telegram_chat_id) DO NOTHING RETURNING id""",
        telegram_chat_id,
        telegram_id,
    )


async def grant(person_id: int, role: Role, now: datetime) -> None:
    await row(
        """INSERT INTO role_grants (person_id, role, granted_at) VALUES ($1, $2, $3)
           ON CONFLICT (person_id, role) DO NOTHING RETURNING id""",
        person_id,
        role,
        now,
    )


async def anybody_holds(role: Role) -> bool:
    return bool(await row("SELECT 1 FROM role_grants WHERE role = $1 LIMIT 1", role.value))


async def open_dialogue(chat_id: int, dialogue: str | None) -> None:
    """The dialogue that what is typed next belongs to."""
    await count("UPDATE chats SET dialogue = $2 WHERE id = $1", chat_id, dialogue)


async def show_reply_keys(chat_id: int, shown: bool) -> None:
    """Whether a keyboard of ours stands in place of the phone's own in this chat."""
    await count("UPDATE chats SET has_reply_keys = $2 WHERE id = $1", chat_id, shown)


async def is_reached(person_id: int) -> bool:
    """Whether they can be written to: they have a chat, and haven't blocked the bot."""
    return bool(
        await row(
            """SELECT 1 FROM people JOIN chats ON chats.person_id = people.id
               WHERE people.id = $1 AND unreachable_since IS NULL""",
            person_id,
        )
    )


async def is_forgotten(person_id: int) -> bool:
    """Whether they asked to be: a row without a name is left of them (D2)."""
    return bool(
        await row("SELECT 1 FROM people WHERE id = $1 AND forgotten_at IS NOT NULL", person_id)
    )


async def unreachable(telegram_chat_id: int, since: datetime | None) -> None:
    """The person blocked the bot (at first then), or came back (None)."""
    await count(
        """UPDATE people SET unreachable_since =
               CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(unreachable_since, $2) END
           FROM chats WHERE chats.person_id = people.id AND chats.telegram_chat_id = $1""",
        telegram_chat_id,
        since,
    )
