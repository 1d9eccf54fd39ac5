"""A simulated phone beside its chat: SMS, the network's menus, and the mail of its owner."""

import re
import time
from collections.abc import Callable
from typing import Any

from bot.phone_device import PATIENCE, Device, Unseen

Read = dict[str, Any]

CODE = "{code}"
_OFFERED = re.compile(r"\b(?:Reply|Jibu) (\d{4})\b")


class Texts(Device):
    """What `expect_sms` and `expect_mail` look for must be new since the last `mark`."""

    _read: frozenset[str] = frozenset()

    async def mark(self) -> None:
        """From now on, only what comes after this counts as new."""
        state = await self.state()
        self._read = frozenset(one["id"] for one in (*state["sms"], *state.get("mail", ())))

    async def send_sms(self, text: str, to: str | None = None) -> Read:
        """Send an SMS to the practice's short code, or to somebody else.

        `{code}` in it is the newest code that came by SMS.
        """
        if CODE in text:
            text = text.replace(CODE, await self._code())
        return await self.post("sms", {"text": text} | ({"to": to} if to else {}))

    async def _code(self) -> str:
        came = (sms["text"] for sms in (await self.state())["sms"][::-1])
        found = (match[1] for text in came if (match := _OFFERED.search(text)))
        code = next(found, None)
        if code is None:
            raise Unseen(f"{self.id} has been sent no code")
        return code

    async def expect_sms(self, words: str, timeout: float = PATIENCE) -> Read:
        """The newest new SMS with these words; waits for it."""

        def newest(state: Read) -> Read | None:
            came = (sms for sms in state["sms"][::-1] if sms["direction"] == "in")
            return next((sms for sms in came if words in sms["text"] and self._is_fresh(sms)), None)

        return await self._until(newest, f"SMS “{words}”", timeout)

    async def expect_mail(self, words: str, timeout: float = PATIENCE) -> Read:
        """The newest new mail with these words in its subject or text; waits for it."""

        def newest(state: Read) -> Read | None:
            for mail in state.get("mail", ())[::-1]:
                if words in f"{mail['subject']}\n{mail['text']}" and self._is_fresh(mail):
                    return dict(mail)
            return None

        return await self._until(newest, f"mail “{words}”", timeout)

    async def dial(self, code: str = "") -> Read:
        """Dial a code, the practice's own unless another is given; the screen that shows."""
        code = code or (await self._get("/sim/state"))["texting"]["service_code"]
        return dict((await self.post("ussd", {"code": code}))["ussd"])

    async def answer_ussd(self, text: str) -> Read:
        """Type an answer into the open menu; the screen that shows then."""
        return dict((await self.post("ussd", {"input": text}))["ussd"])

    async def hang_up(self) -> None:
        """Close the network's screen."""
        await self.post("ussd", {"hang_up": True})

    async def expect_screen(self, words: str, timeout: float = PATIENCE) -> Read:
        """The network's screen, with these words; waits for it."""

        def shown(state: Read) -> Read | None:
            screen: Read | None = state["ussd"]
            return screen if screen and words in screen["text"] else None

        return await self._until(shown, f"screen “{words}”", timeout)

    async def switch(self, *, on: bool) -> None:
        """Take the phone off the network or back on it."""
        await self.post("power", {"on": on})

    def _is_fresh(self, one: Read) -> bool:
        return one["id"] not in self._read

    async def _until(self, find: Callable[[Read], Read | None], what: str, timeout: float) -> Read:
        deadline = time.monotonic() + timeout
        while True:
            state = await self.state()
            if found := find(state):
                return found
            if time.monotonic() >= deadline:
                last = [sms["text"] for sms in state["sms"][-3:]]
                raise Unseen(f"{self.id} saw no {what}; the last SMS are {last}")
            await self._wait(state["seq"], deadline, what)
