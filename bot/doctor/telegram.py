"""Telegram: the token, the webhook or its absence, and the bot's menu."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from bot import polling
from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from bot.settings import Settings
from conversations import menus
from services import clock
from webhooks.telegram import PATH

#: A failure this old is history.
RECENT, LATELY = timedelta(minutes=10), timedelta(days=1)
MANY = 100
_RESTART = "Start the program anew: it tells Telegram at its start."
_ANOTHER = (
    f"{_RESTART} If it changes back, another program has this token: let @BotFather make a new"
    " one (/revoke)."
)


def method_url(settings: Settings, method: str) -> str:
    token = settings.telegram.bot_token.get_secret_value()
    return f"{settings.telegram.api_url}/bot{token}/{method}"


async def _token(visit: Visit) -> list[Finding]:
    try:
        answer = await asking.ask(visit.session, "GET", method_url(visit.settings, "getMe"))
    except asking.NoAnswer as error:
        todo = "Let this machine reach TELEGRAM_API_URL by https: firewall, DNS, proxy."
        return [wrong(f"Telegram: not reached ({error}).", todo)]
    if answer.status == 200 and answer.body.get("ok"):
        name = answer.body["result"].get("username")
        return [good(f"Telegram: the token is right, the bot is @{name}.")]
    if answer.status in {401, 404}:
        todo = "Copy it anew from @BotFather (/mybots, API Token) into TELEGRAM_BOT_TOKEN."
        return [wrong("Telegram: it does not know the token.", todo)]
    return [wrong(f"Telegram: answers with HTTP {answer.status}.", "Try again in a few minutes.")]


async def _webhook(visit: Visit) -> list[Finding]:
    info = await _result(visit, "getWebhookInfo")
    if info is None:
        return []
    server, url = visit.settings.server, str(info.get("url", ""))
    if server.updates == "polling":
        if url:
            said = f"Telegram: sends updates to {_host(url)}, but UPDATES is polling."
            return [wrong(said, _ANOTHER)]
        return [good("Telegram: no webhook, as UPDATES=polling needs it.")]
    if not url:
        return [warning("Telegram: no webhook is set yet.", _RESTART.replace(" anew", ""))]
    if url != f"{server.public_url}{PATH}":
        said = f"Telegram: sends updates to another address, at {_host(url)}."
        return [wrong(said, _ANOTHER)]
    found = [*_kinds(info), *_deliveries(info)]
    return found or [good("Telegram: updates come to PUBLIC_URL.")]


def _kinds(info: dict[str, Any]) -> list[Finding]:
    wanted = set(polling.ALLOWED_UPDATES)
    if set(info.get("allowed_updates", ())) == wanted:
        return []
    return [warning("Telegram: sends other kinds of updates than the program asks for.", _RESTART)]


def _deliveries(info: dict[str, Any]) -> list[Finding]:
    """What waits, and why the last delivery failed; Telegram's own words."""
    waiting = int(info.get("pending_update_count", 0))
    ago = _since(info.get("last_error_date"))
    why = str(info.get("last_error_message", ""))[:100]
    if ago is not None and ago < LATELY:
        minutes = counted(int(ago.total_seconds() // 60), "minute")
        said = f"Telegram: could not deliver {minutes} ago ({why}); waiting: {waiting}."
        say = wrong if waiting and ago < RECENT else warning
        return [say(said, "Is the program running, and PUBLIC_URL open to Telegram?")]
    if waiting >= MANY:
        said = f"Telegram: {waiting} updates wait to be delivered."
        return [warning(said, "Start more processes, or look at why they are slow.")]
    return []


async def _commands(visit: Visit) -> list[Finding]:
    asked = urlencode({"scope": json.dumps({"type": "all_private_chats"})})
    found = await _result(visit, f"getMyCommands?{asked}")
    if found is None:
        return []
    wanted = [name for name, _ in menus.menu(frozenset(), "en")]
    if [one.get("command") for one in found] == wanted:
        return [good("Telegram: the menu of commands is set.")]
    return [warning("Telegram: the menu of commands is not this program's.", _RESTART)]


async def _result(visit: Visit, method: str) -> Any:
    """None where the check of the token tells of the trouble."""
    try:
        answer = await asking.ask(visit.session, "GET", method_url(visit.settings, method))
    except asking.NoAnswer:
        return None
    return answer.body.get("result") if answer.body.get("ok") else None


def _since(instant: int | None) -> timedelta | None:
    if instant is None:
        return None
    return clock.now() - datetime.fromtimestamp(instant, UTC)


def _host(url: str) -> str:
    """Of somebody else's address only this much: its path may be a secret."""
    return urlsplit(url).hostname or "an address without a name"


CHECKS = (
    Check("Telegram", _token),
    Check("Telegram", _webhook),
    Check("Telegram", _commands),
)
