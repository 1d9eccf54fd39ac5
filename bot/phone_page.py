"""The intake page as a simulated person fills it in: the page's own requests, without a browser."""

import secrets
from collections.abc import Mapping
from typing import Any

import aiohttp
from yarl import URL

from bot.phones import Unseen, launch_parameters


async def fill_in(
    session: aiohttp.ClientSession, address: str, answers: Mapping[str, object]
) -> int:
    """Open the page, be 18, save each step, send it all, agree to each text; how many answers."""
    page = URL(address)
    asked = {
        "init_data": launch_parameters(address)["tgWebAppData"],
        "token": secrets.token_urlsafe(32),
        "booking": page.query.get("booking"),
    }
    form = (await _post(session, page, "open", asked, ""))["form"]
    if form["age"]:
        await _post(session, page, "age", {"age": True}, asked["token"])
    for section in form["sections"]:
        keys = (question["key"] for question in section["questions"])
        step = {"answers": {key: answers.get(key) for key in keys}}
        await _post(session, page, "save", step, asked["token"])
    yes = [{"kind": c["kind"], "version": c["version"], "given": True} for c in form["consents"]]
    body = {"answers": dict(answers), "consents": yes}
    await _post(session, page, "send", body, asked["token"])
    return len(answers)


async def _post(
    session: aiohttp.ClientSession, page: URL, what: str, body: Mapping[str, Any], token: Any
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"}
    url = page.with_query(None).with_fragment(None) / what
    async with session.post(url, json=body, headers=headers) as response:
        said: dict[str, Any] = await response.json(content_type=None)
        if response.status >= 400:
            raise Unseen(f"the page was refused: {said.get('words')}")
        return said
