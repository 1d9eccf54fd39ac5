"""Driving the simulated phones over HTTP, as a person would: read, tap, type, enter a PIN."""

import re
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from bot.phone_device import PATIENCE, Unseen
from bot.phone_texts import Texts
from bot.story.bills import Bill
from bot.story.steps import Mail, Screen, Sms

__all__ = [
    "PIXEL",
    "Phone",
    "Unseen",
    "fault",
    "launch_parameters",
    "move_clock",
    "move_clock_past",
    "read_clock",
    "tell_sms_addresses",
    "tell_webhook",
]

#: The zone of the people in the demo.
EAT = "+0300"
#: What the address of a pay link contains.
CHECKOUT = "/paystack/checkout/"
#: The smallest PNG there is, in base64.
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


class Phone(Texts):
    """One simulated phone. What `expect` looks for must be new since the last `mark`."""

    _seen: Mapping[Any, str] = MappingProxyType({})

    async def mark(self) -> None:
        """From now on, only what comes after this counts as new."""
        await super().mark()
        self._seen = {self._key(m): self._print(m) for m in await self.messages()}

    async def send(self, text: str) -> None:
        await self.post("send", {"text": text})

    async def share_contact(self) -> None:
        """Share the phone's own contact, as Telegram's contact button does."""
        await self.post("send", {"contact": "own"})

    async def send_photo(self) -> None:
        await self.post("send", {"photo": PIXEL})

    async def paste_sms(self) -> str:
        """Copy the newest SMS of M-Pesa's into the chat; its words."""
        came = [sms["text"] for sms in (await self.state())["sms"] if sms["from"] == "MPESA"]
        if not came:
            raise Unseen(f"{self.id} has no message from M-Pesa")
        await self.send(came[-1])
        return str(came[-1])

    async def type_code(self) -> str:
        """Type the digits of the newest mail into the chat; they are given back."""
        for mail in (await self.state()).get("mail", ())[::-1]:
            if found := re.search(r"\b\d{6}\b", mail["text"]):
                await self.send(found[0])
                return found[0]
        raise Unseen(f"{self.id} has no mail with a code")

    async def tap(self, label: str) -> dict[str, Any]:
        """Press the newest button whose label matches this regular expression; its message."""
        message, button = await self.find(label)
        await self.post("tap", {"message_id": message["message_id"], "data": button["data"]})
        return button

    async def find(
        self, label: str, timeout: float = PATIENCE
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest message with such a button, and the button; waits for it."""
        return await self._newest(
            lambda button: "data" in button and re.search(label, button["text"]),
            f"a button “{label}”",
            timeout,
        )

    async def link(self, label: str = "", address: str = "") -> dict[str, Any]:
        """The newest button that leads out, has this label and goes to such an address."""

        def fits(button: dict[str, Any]) -> object:
            url = button.get("url", "")
            return url and address in url and re.search(label, button["text"])

        return (await self._newest(fits, f"a link “{label or address}”"))[1]

    async def open_app(self, label: str, theme: str = "light") -> str:
        """Tap the newest button that opens a Mini App and has this label; the address it opens.

        Who taps is told in the fragment, as `launch_parameters` reads it; `fault(…, "telegram",
        "forged_hash")` and its like (simulator.telegram.launching) spoil the next one.
        """
        message, button = await self._newest(
            lambda button: "web_app" in button and re.search(label, button["text"]),
            f"a button “{label}” that opens a Mini App",
        )
        place = {"message_id": message["message_id"], "text": button["text"], "theme": theme}
        return str((await self.post("app", place))["url"])

    async def _newest(
        self, fits: Callable[[dict[str, Any]], object], what: str, timeout: float = PATIENCE
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest message with a button that fits, and the button; waits for it."""
        deadline = time.monotonic() + timeout
        while True:
            state = await self.state()
            for message in state["messages"][::-1]:
                for button in (b for row in message.get("keyboard") or [] for b in row):
                    if fits(button):
                        return message, dict(button)
            await self._wait(state["seq"], deadline, what)

    async def allow_at_google(self, label: str) -> dict[str, Any]:
        """Follow the newest button that leads out and has this label, and tap Allow over there."""
        return await self._consent(await self.link(label))

    async def pay_by_card(self, card: str = "success") -> dict[str, Any]:
        """Open the newest pay link and use this test card there; what became of the payment.

        `card` is success, declined, insufficient, otp (with the right code), mpesa (this phone is
        asked for its PIN) or cancel.
        """
        button = await self.link(address=CHECKOUT)
        return await self.post("checkout", {"url": button["url"], "card": card})

    async def _consent(self, button: dict[str, Any]) -> dict[str, Any]:
        body = {"url": button["url"], "account": f"{self.id}@gmail.example"}
        async with self._session.post(f"{self._url}/sim/google/consent", json=body) as response:
            if response.status >= 400:
                raise Unseen(f"{self.id}: {await response.text()}")
        return button

    async def instant(self, pattern: str) -> datetime:
        """The first of the newest dates that stand in a message like this: "Tue 15 Jan, 10:00"."""
        now = await read_clock(self._session, self._url)
        for message in (await self.messages())[::-1]:
            found = re.search(pattern, message["text"])
            if found:
                local = datetime.strptime(f"{found[1]} {now.year} {EAT}", "%a %d %b, %H:%M %Y %z")
                return local if local > now else local.replace(year=now.year + 1)
        raise Unseen(f"{self.id} saw nothing like “{pattern}”")

    async def link_to_bot(self) -> str:
        """The payload of the newest link to the bot in this chat, as Telegram's app would send."""
        for message in (await self.messages())[::-1]:
            if found := re.search(r"\?start=([A-Za-z0-9_-]+)", message["text"]):
                return found[1]
        raise Unseen(f"{self.id} has no link to the bot")

    async def enter_pin(self, pin: str = "1234") -> None:
        """Answer the M-Pesa prompt that is on the phone."""
        prompt = await self.prompt()
        await self.post(f"prompts/{prompt['id']}", {"pin": pin})

    async def close_prompt(self) -> None:
        prompt = await self.prompt()
        await self.post(f"prompts/{prompt['id']}", {"cancel": True})

    async def pay_bill(self, bill: Bill) -> dict[str, Any]:
        """Lipa na M-Pesa, Pay Bill: the account as this person types it; what was paid."""
        texts = [m["text"] for m in await self.messages() if m["from"] == "bot"]
        account = bill.typed(texts)
        if account is None:
            raise Unseen(f"{self.id} saw no account number like “{bill.account}”")
        business = (await self._get("/sim/daraja"))["shortcode"]
        pin = (await self.state())["pin"]
        typed = {"business": business, "account": account, "amount": bill.amount, "pin": pin}
        return {**typed, **await self.post("paybill", typed)}

    async def prompt(self) -> dict[str, Any]:
        """The prompt that waits for a PIN; waits for it to show."""
        deadline = time.monotonic() + PATIENCE
        while True:
            state = await self.state()
            waiting = [prompt for prompt in state["prompts"] if prompt["status"] == "waiting"]
            if waiting:
                return dict(waiting[-1])
            await self._wait(state["seq"], deadline, "an M-Pesa prompt")

    async def expect(self, text: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """The newest new message of the bot that has this text; waits for it."""
        deadline = time.monotonic() + timeout
        while True:
            state = await self.state()
            for message in state["messages"][::-1]:
                if text in message["text"] and self._is_new(message):
                    return dict(message)
            await self._wait(state["seq"], deadline, f"“{text}”")

    async def see(self, words: str, timeout: float = PATIENCE) -> dict[str, Any]:
        """What has these words, wherever they come: the chat, an SMS, a mail, the network."""
        match words:
            case Sms():
                return await self.expect_sms(words, timeout)
            case Mail():
                return await self.expect_mail(words, timeout)
            case Screen():
                return await self.expect_screen(words, timeout)
            case _:
                return await self.expect(words, timeout)

    def _is_new(self, message: dict[str, Any]) -> bool:
        return message["from"] == "bot" and self._seen.get(self._key(message)) != self._print(
            message
        )

    @staticmethod
    def _key(message: dict[str, Any]) -> Any:
        return message["message_id"]

    @staticmethod
    def _print(message: dict[str, Any]) -> str:
        return f"{message['text']}|{message.get('keyboard')}|{message.get('edited')}"


def launch_parameters(url: str) -> dict[str, str]:
    """What Telegram tells a Mini App in its address: `tgWebAppData` is the initData, and more."""
    return dict(parse_qsl(url.partition("#")[2]))


async def move_clock(session: aiohttp.ClientSession, url: str, seconds: float) -> None:
    """Let time pass in the simulated world and in the program that follows its clock."""
    async with session.post(f"{url}/sim/clock", json={"advance": seconds}) as response:
        response.raise_for_status()


async def read_clock(session: aiohttp.ClientSession, url: str) -> datetime:
    async with session.get(f"{url}/sim/clock") as response:
        response.raise_for_status()
        return datetime.fromisoformat((await response.json())["now"])


async def move_clock_past(session: aiohttp.ClientSession, url: str, instant: datetime) -> None:
    """A minute later than this."""
    left = instant - await read_clock(session, url)
    await move_clock(session, url, left.total_seconds() + 60)


async def tell_webhook(session: aiohttp.ClientSession, url: str, webhook_url: str) -> None:
    """Enter our address on the simulated Paystack's dashboard, as a merchant does once."""
    body = {"webhook_url": webhook_url}
    async with session.post(f"{url}/sim/paystack", json=body) as response:
        response.raise_for_status()


async def tell_sms_addresses(
    session: aiohttp.ClientSession, url: str, environment: Mapping[str, str]
) -> None:
    """Enter our addresses at the simulated Africa's Talking, as a practice does once."""
    secret = environment["AFRICASTALKING_HOOK_SECRET"]
    base = f"{environment['PUBLIC_URL']}/hooks/sms/{secret}"
    body = {kind: f"{base}/{kind}" for kind in ("inbound", "report", "optout", "ussd", "ussd_end")}
    async with session.post(f"{url}/sim/sms/callbacks", json=body) as response:
        response.raise_for_status()


async def fault(session: aiohttp.ClientSession, url: str, service: str, name: str,
                **more: Any) -> None:  # fmt: skip
    """Ask the outside world to misbehave, once unless `times` says otherwise."""
    body = {"service": service, "fault": name, **more}
    async with session.post(f"{url}/sim/faults", json=body) as response:
        response.raise_for_status()
