"""Where Paystack sends a payer's browser afterwards: a few words, and the way back to the chat.

The page says nothing of the payment, so whoever opens it learns nothing. What the address brings
is not believed; it is only a reason to ask Paystack at once.
"""

import html
from collections.abc import Awaitable, Callable

from aiohttp import web

from conversations import texts
from services.gateways.paystack_values import REFERENCE
from webhooks.google import HEADERS
from webhooks.languages import language_of

PATH = "/pay/done"
_PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{practice}</title>
<style>body{{font:18px/1.6 system-ui;max-width:28rem;margin:4rem auto;padding:0 1rem}}</style>
<p>{words}</p><p><a href="{chat}">{back}</a></p></html>"""

CameBack = Callable[[str], Awaitable[None]]
"""The reference that Paystack has put into the address."""


def routes(came_back: CameBack, practice: str, chat: str) -> list[web.RouteDef]:
    """`chat` is the bot's own address in Telegram."""

    async def done(request: web.Request) -> web.Response:
        reference = request.query.get("reference", "")
        if REFERENCE.fullmatch(reference):
            await came_back(reference)
        language = language_of(request)
        page = _PAGE.format(
            language=language, practice=html.escape(practice), chat=html.escape(chat),
            words=texts.text("card_page", language), back=texts.text("card_page_back", language),
        )  # fmt: skip
        return web.Response(text=page, content_type="text/html", headers=HEADERS)

    return [web.get(PATH, done, allow_head=False)]
