"""What Africa's Talking asks while somebody is in our menu: a form in, a screen out (2.4).

Unlike an SMS, a step is worked on while the network waits. Whatever came, the answer is a 200 that
begins with CON or END: with anything else the person sees an error of the network's.
"""

from typing import Protocol

from aiohttp import web

from services.gateways.texting import UssdStep, parse_ussd
from webhooks.sms import LARGEST, START, check_secret

PATH = f"{START}{{secret}}/ussd"
#: Where the end of a session may be told; nothing is made of it.
END_PATH = f"{START}{{secret}}/ussd_end"


class Menu(Protocol):
    """Who answers; neither raises."""

    async def answer(self, step: UssdStep) -> str: ...

    def nothing(self) -> str:
        """For a form that is none."""


def routes(menu: Menu | None, secret: str) -> list[web.RouteDef]:
    if not secret or menu is None:
        return []

    async def show(request: web.Request) -> web.Response:
        try:
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            raw = b""
        await check_secret(request, secret, raw)
        step = parse_ussd(raw, secret) if len(raw) <= LARGEST else None
        return web.Response(text=await menu.answer(step) if step else menu.nothing())

    async def over(request: web.Request) -> web.Response:
        await check_secret(request, secret, await request.read())
        return web.Response()

    return [web.post(PATH, show), web.post(END_PATH, over)]
