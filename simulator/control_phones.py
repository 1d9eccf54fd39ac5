"""`/sim/phones`: people appear, write, press, block."""

import base64
import binascii
import functools
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from simulator.phones import Phone
from simulator.telegram import launching, people
from simulator.telegram.people import Content, Refused
from simulator.views import phone_json
from simulator.world import World

Body = dict[str, Any]
Answer = Callable[[Phone, Body], dict[str, Any]]
OPTIONS = (
    "telegram", "telegram_id", "username", "language_code", "balance", "pin", "email", "met",
)  # fmt: skip


def routes(world: World) -> list[web.RouteDef]:
    """Routes of the phones, but for what concerns M-Pesa: that is Daraja's."""
    phones = Phones(world)
    return [
        web.post("/sim/phones", phones.add),
        web.get("/sim/phones/{id}", phones.one(phones.show)),
        web.post("/sim/phones/{id}/send", phones.one(phones.send)),
        web.post("/sim/phones/{id}/tap", phones.one(phones.tap)),
        web.post("/sim/phones/{id}/app", phones.one(phones.app)),
        web.post("/sim/phones/{id}/block", phones.one(phones.block)),
        web.post("/sim/phones/{id}/unblock", phones.one(phones.unblock)),
        web.post("/sim/phones/{id}/clear", phones.one(phones.clear)),
    ]


class Phones:
    """What a person can do, as HTTP."""

    def __init__(self, world: World) -> None:
        self.world = world

    def one(self, answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
        """A handler that finds the phone and turns refusals into answers."""

        @functools.wraps(answer)
        async def handler(request: web.Request) -> web.Response:
            phone = self.world.phones.get(request.match_info["id"])
            if phone is None:
                return web.json_response({"error": "no such phone"}, status=404)
            try:
                body = await request.json() if request.body_exists else {}
                return web.json_response(answer(phone, body))
            except Refused as refusal:
                return web.json_response({"error": str(refusal)}, status=refusal.status)
            except (KeyError, TypeError, ValueError) as error:
                return web.json_response({"error": repr(error)}, status=400)

        return handler

    async def add(self, request: web.Request) -> web.Response:
        try:
            body: Body = await request.json()
            options = {name: body[name] for name in OPTIONS if name in body}
            phone = self.world.add_phone(body["name"], body["phone"], **options)
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": repr(error)}, status=400)
        return web.json_response(phone_json(self.world, phone))

    def show(self, phone: Phone, body: Body) -> dict[str, Any]:
        """All of it, and `seq`: whoever waits for what comes `after` that misses nothing."""
        return {"seq": self.world.events.seq, **phone_json(self.world, phone)}

    def send(self, phone: Phone, body: Body) -> dict[str, Any]:
        """Write, share or correct; see the contract for the forms of the body."""
        if "edit" in body:
            message, update = people.edit(self.world, phone, int(body["edit"]), str(body["text"]))
        elif "forward_of" in body:
            message, update = people.forward(self.world, phone, int(body["forward_of"]))
        else:
            content = self._content(phone, body)
            content.reply_to = body.get("reply_to")
            message, update = people.send(self.world, phone, content)
        return {"message_id": message.message_id, "update_id": update.id}

    def tap(self, phone: Phone, body: Body) -> dict[str, Any]:
        """Press an inline button by data or label; `stale` presses one that has gone."""
        message_id = int(body["message_id"])
        data = body.get("data")
        if not body.get("stale"):
            wanted = ("callback_data", body["data"]) if "data" in body else ("text", body["text"])
            data = self._button(phone, message_id, "callback_data", wanted)["callback_data"]
        if not isinstance(data, str):
            raise Refused("a stale press needs data")
        query_id, update = people.press(self.world, phone, message_id, data)
        return {"update_id": update.id, "callback_query_id": query_id}

    def app(self, phone: Phone, body: Body) -> dict[str, Any]:
        """Tap the button labelled `text` that opens a Mini App, in `theme` light or dark.

        The answer: `url` with the launch parameters in its fragment, the `init_data` in it, and
        both `themes`. See `launching` for what may be ordered to be wrong with it.
        """
        wanted = ("text", body["text"])
        button = self._button(phone, int(body["message_id"]), "web_app", wanted)
        url = button["web_app"]["url"]
        return launching.launch(self.world, phone, url, str(body.get("theme", "light")))

    def block(self, phone: Phone, body: Body) -> dict[str, Any]:
        people.block(self.world, phone)
        return phone_json(self.world, phone, lists=False)

    def unblock(self, phone: Phone, body: Body) -> dict[str, Any]:
        people.unblock(self.world, phone)
        return phone_json(self.world, phone, lists=False)

    def clear(self, phone: Phone, body: Body) -> dict[str, Any]:
        people.clear(self.world, phone)
        return phone_json(self.world, phone, lists=False)

    def _button(
        self, phone: Phone, message_id: int, action: str, wanted: tuple[str, Any]
    ) -> dict[str, Any]:
        """The button of a message that does `action` and has this field; raises Refused."""
        chat = self.world.bots.current.chat(phone.telegram_id)
        message = chat.messages.get(message_id)
        name, value = wanted
        for row in (message.keyboard if message else None) or []:
            for button in row:
                if action in button and button.get(name) == value:
                    return button
        raise Refused("no such button in the message now", 404)

    def _content(self, phone: Phone, body: Body) -> Content:
        match body:
            case {"text": str(text)}:
                if not text.strip():
                    raise Refused("Telegram's app does not send an empty text")
                return Content(text=text)
            case {"contact": contact}:
                return Content("contact", fields={"contact": self._contact(phone, contact)})
            case {"photo": str(encoded)}:
                return self._photo(_decoded(encoded), str(body.get("caption", "")))
            case {"document": str(encoded)}:
                name = str(body.get("file_name", "file"))
                return self._document(_decoded(encoded), name, str(body.get("caption", "")))
            case {"sticker": _}:
                return self._sticker()
            case {"voice": _}:
                return self._voice()
            case {"location": _}:
                place = {"latitude": -1.286389, "longitude": 36.817223}
                return Content("location", fields={"location": place})
            case _:
                raise Refused("nothing to send")

    def _contact(self, phone: Phone, contact: Any) -> dict[str, Any]:
        if contact != "own":
            known = self.world.users.get(contact.get("user_id") or 0)
            if known is not None:
                # A shared contact makes the person known to the bot, not reachable.
                self.world.bots.current.chat(known.telegram_id)
            return {name: value for name, value in contact.items() if value is not None}
        own: dict[str, Any] = {"phone_number": phone.number, "first_name": phone.first_name}
        if phone.last_name:
            own["last_name"] = phone.last_name
        return {**own, "user_id": phone.telegram_id}

    def _photo(self, data: bytes, caption: str) -> Content:
        file = self.world.files.add("photo", "photo.jpg", data, "image/jpeg")
        size = {**file.as_file(), "width": file.width or 640, "height": file.height or 480}
        return Content("photo", caption, {"photo": [size]}, file.file_id)

    def _document(self, data: bytes, name: str, caption: str) -> Content:
        file = self.world.files.add("document", name, data)
        shown = {**file.as_file(), "file_name": file.name, "mime_type": file.mime}
        return Content("document", caption, {"document": shown}, file.file_id)

    def _sticker(self) -> Content:
        file = self.world.files.add("sticker", "sticker.webp", b"RIFF....WEBP", "image/webp")
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        sticker = {**file.as_file(), **shape, "type": "regular", "emoji": "🙂"}
        return Content("sticker", fields={"sticker": sticker}, file_id=file.file_id)

    def _voice(self) -> Content:
        file = self.world.files.add("voice", "voice.ogg", b"OggS", "audio/ogg")
        voice = {**file.as_file(), "duration": 3, "mime_type": file.mime}
        return Content("voice", fields={"voice": voice}, file_id=file.file_id)


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise Refused(f"not base64: {error}") from error
