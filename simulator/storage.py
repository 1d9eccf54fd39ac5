"""Phones and chats on disk, so that a second demo shows the conversations of the first."""

import asyncio
import base64
import contextlib
import json
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.daraja import daraja_of
from simulator.google import google_of
from simulator.paystack import paystack_of, revive
from simulator.phones import Mail, Movement, Phone, Prompt, Sms
from simulator.telegram.bots import Bot
from simulator.telegram.chats import Chat, Message
from simulator.telegram.files import StoredFile
from simulator.telegram.updates import Update
from simulator.texting import texting_of
from simulator.world import World

VERSION = 1
QUIET_TIME = 1.0
# Bigger files are forgotten; a chat shows their name only.
KEPT_FILE = 1024 * 1024


class Storage:
    """Saves a world to one file: at most once a second, and at the end."""

    def __init__(self, world: World, path: Path) -> None:
        self._world, self._path = world, path
        self._task: asyncio.Task[None] | None = None

    def load(self) -> None:
        """Bring the saved state in; a damaged file, or one of another version, counts as none."""
        try:
            saved = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return
        if saved.get("version") != VERSION:
            return
        world = self._world
        world.clock.offset = saved["offset"]
        world.events.resume(saved["seq"])
        for file in saved["files"]:
            world.files.adopt(StoredFile(**{**file, "data": base64.b64decode(file["data"])}))
        for phone in saved["phones"]:
            world.adopt(_phone(phone))
        for bot in saved["bots"]:
            world.bots.adopt(_bot(bot))
        google_of(world).adopt(saved.get("google", {}))
        daraja_of(world).books.adopt(saved.get("daraja", {}))
        revive(world, saved.get("paystack", {}))
        texting_of(world).adopt(saved.get("texting", {}))

    def save(self) -> None:
        """Write everything, so that a crash leaves the old file or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(self._path.name + ".part")
        with part.open("w", encoding="utf-8") as file:
            json.dump(self._everything(), file, ensure_ascii=False, default=_plain)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._path)

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._keep())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self.save()

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(QUIET_TIME)
            if self._world.dirty:
                self._world.dirty = False
                self.save()

    def _everything(self) -> dict[str, Any]:
        world = self._world
        return {
            "version": VERSION,
            "offset": world.clock.offset,
            "seq": world.events.seq,
            "phones": [asdict(phone) for phone in world.phones.values()],
            "bots": [_saved_bot(bot) for bot in world.bots.all() if bot.id],
            "google": google_of(world).as_json(),
            "daraja": daraja_of(world).books.as_json(),
            "paystack": paystack_of(world).as_json(),
            "texting": texting_of(world).as_json(),
            "files": [_saved_file(f) for f in world.files.all() if len(f.data) <= KEPT_FILE],
        }


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot save {type(value).__name__}")


def _saved_file(file: StoredFile) -> dict[str, Any]:
    return {**asdict(file), "data": base64.b64encode(file.data).decode()}


def _saved_bot(bot: Bot) -> dict[str, Any]:
    chats = []
    for chat in bot.chats.values():
        fields = {name: getattr(chat, name) for name in CHAT_FIELDS}
        chats.append({**fields, "messages": [asdict(m) for m in chat.messages.values()]})
    pending = [
        {**asdict(update), "body": update.body.decode(), "handed": 0.0}
        for update in bot.updates.pending.values()
    ]
    return {
        "id": bot.id,
        "chats": chats,
        "next_id": bot.updates.next_id,
        "pending": pending,
        "commands": [[*key, found] for key, found in bot.commands.items()],
    }


CHAT_FIELDS = ("user_id", "last_message_id", "started", "blocked", "reply_keyboard")


def _bot(saved: dict[str, Any]) -> Bot:
    bot = Bot(id=saved["id"])
    for fields in saved["chats"]:
        messages = [Message(**message) for message in fields.pop("messages")]
        chat = Chat(**fields, messages={message.message_id: message for message in messages})
        bot.chats[chat.user_id] = chat
    bot.updates.next_id = saved["next_id"]
    for fields in saved["pending"]:
        key = (fields["key"][0], fields["key"][1])
        update = Update(**{**fields, "key": key, "body": fields["body"].encode()})
        bot.updates.pending[update.id] = update
    bot.commands = {(scope, code): found for scope, code, found in saved["commands"]}
    return bot


def _phone(saved: dict[str, Any]) -> Phone:
    sms, held = ([Sms(**_dated(one)) for one in saved.get(name, ())] for name in ("sms", "held"))
    mail = [Mail(**_dated(one)) for one in saved.get("mail", ())]
    prompts = [Prompt(**_dated(one)) for one in saved["prompts"]]
    statement = [Movement(**_dated(one)) for one in saved.get("statement", ())]
    lists = {"sms": sms, "held": held, "mail": mail, "prompts": prompts, "statement": statement}
    # A menu of the network ends when the network does.
    return Phone(**{**saved, **lists, "ussd": None})


def _dated(saved: dict[str, Any]) -> dict[str, Any]:
    return {**saved, "date": datetime.fromisoformat(saved["date"])}
