"""The intake page's requests, made as the page makes them: open, save, send."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.story.steps import amina, choosing
from services import clock
from tests.init_data import launch
from tests.town import Town

#: Up to the questions that come before a request: the time is held.
HELD = (
    amina("send", "/start", "Hello Amina"),
    *choosing("Brian Otieno", "Individual session", "a few questions first"),
)
NEEDED: dict[str, Any] = {
    "emergency_contact": "Wanjiru, 0712 000 111",
    "severity_level": 6,
    "therapy_goals": ["Sleep through"],
}


def new_token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(slots=True)
class Answer:
    status: int
    body: dict[str, Any]
    headers: Any

    @property
    def code(self) -> str:
        return str(self.body["code"])

    @property
    def words(self) -> str:
        return str(self.body["words"])


@dataclass(slots=True)
class Visitor:
    """Somebody with the page open; a launch of their own each."""

    here: Town
    init_data: str
    booking: str | None = None
    token: str = field(default_factory=new_token)
    texts: list[dict[str, str]] = field(default_factory=list)

    async def post(self, path: str, body: Any, **headers: str) -> Answer:
        url = f"{self.here.environment['PUBLIC_URL']}/app/intake/{path}"
        async with self.here.session.post(url, json=body, headers=headers) as response:
            assert response.content_type in {"application/json", "application/problem+json"}
            return Answer(response.status, await response.json(content_type=None), response.headers)

    async def open(self) -> Answer:
        asked = {"init_data": self.init_data, "token": self.token, "booking": self.booking}
        answer = await self.post("open", asked)
        if answer.status == 200:
            shown = answer.body["form"]["consents"]
            self.texts = [{name: text[name] for name in ("kind", "version")} for text in shown]
        return answer

    async def age(self, adult: object) -> Answer:
        return await self.post("age", {"age": adult}, **self.bearer)

    async def save(self, **answers: Any) -> Answer:
        return await self.post("save", {"answers": answers}, **self.bearer)

    async def send(self, *, agrees: object = True, **answers: Any) -> Answer:
        """`agrees`: True to every text that the form brought, or what the page says instead."""
        yes = [{**text, "given": True} for text in self.texts] if agrees is True else agrees
        body = {"answers": answers, "consents": yes}
        return await self.post("send", body, **self.bearer)

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


async def telegram_id(here: Town, name: str) -> int:
    found = await here.sql("SELECT telegram_id FROM people WHERE name LIKE $1", f"{name}%")
    return int(found[0]["telegram_id"])


async def visitor(here: Town, name: str = "Amina", **changed: Any) -> Visitor:
    """Somebody who has just tapped the button; the page is for the newest booking."""
    token = here.environment["TELEGRAM_BOT_TOKEN"]
    found = await here.sql("SELECT public_id FROM bookings ORDER BY id DESC LIMIT 1")
    about = found[0]["public_id"].hex if found else None
    data = launch(token, clock.now(), await telegram_id(here, name), **changed)
    return Visitor(here, data, about)


async def opened(
    here: Town, name: str = "Amina", *, adult: bool | None = True
) -> tuple[Visitor, dict[str, Any]]:
    """With the form that the page got; where their age isn't known they say it, unless None."""
    who = await visitor(here, name)
    said = await who.open()
    assert said.status == 200, said.body
    if adult is not None and said.body["form"]["age"]:
        assert (await who.age(adult)).status == 200
    return who, said.body
