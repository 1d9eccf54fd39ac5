"""A person taps a button that opens a Mini App: the address, with everything it is told.

Faults of the service "telegram" for the next opening: "forged_hash"; "old_auth_date" (`value` is
its age in seconds, else a day and an hour); "other_user" (rightly signed, but for the phone
`value`: somebody else opened the link); "swapped_user" (the user of the phone `value` put in after
signing).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

from simulator.telegram.init_data import Fields, as_json, signed, unsigned
from simulator.telegram.people import Refused
from simulator.telegram.themes import THEMES

if TYPE_CHECKING:
    from simulator.phones import Phone
    from simulator.telegram.bots import Bot
    from simulator.world import World

VERSION = "9.6"
PLATFORM = "weba"
OLD = 25 * 3600


def launch(world: World, phone: Phone, url: str, theme: str = "light") -> dict[str, Any]:
    """The address that the phone opens, the initData in it, and the themes. Raises Refused."""
    if theme not in THEMES:
        raise Refused("theme is light or dark")
    bot = world.bots.current
    if bot.secret is None:
        raise Refused("the bot's program has not shown its token yet", 409)
    data = _init_data(world, phone, bot, f"{bot.id}:{bot.secret}")
    fragment = urlencode(
        {
            "tgWebAppData": data,
            "tgWebAppVersion": VERSION,
            "tgWebAppPlatform": PLATFORM,
            "tgWebAppThemeParams": json.dumps(THEMES[theme], separators=(",", ":")),
        },
        quote_via=quote,
        safe="",
    )
    joint = "&" if "#" in url else "#"
    return {"url": f"{url}{joint}{fragment}", "init_data": data, "themes": THEMES}


def _init_data(world: World, phone: Phone, bot: Bot, token: str) -> str:
    def ordered(fault: str) -> Any:
        return world.faults.take("telegram", fault, phone.id)

    opened_at = int(world.clock.timestamp())
    if fault := ordered("old_auth_date"):
        opened_at -= int(fault.value or OLD)
    fault = ordered("other_user")
    who = _other(world, fault.value) if fault else phone
    fields = unsigned(_user(bot, who), opened_at)
    if fault := ordered("swapped_user"):
        return _swapped(signed(fields, token), as_json(_user(bot, _other(world, fault.value))))
    return signed(fields, f"{bot.id}:forged" if ordered("forged_hash") else token)


def _user(bot: Bot, phone: Phone) -> dict[str, Any]:
    """WebAppUser: as in updates, but for `is_bot`, and whether the bot may write."""
    user = {name: value for name, value in phone.as_user().items() if name != "is_bot"}
    chat = bot.chats.get(phone.telegram_id)
    if chat is not None and chat.started and not chat.blocked:
        user["allows_write_to_pm"] = True
    return user


def _other(world: World, phone_id: Any) -> Phone:
    found = world.phones.get(str(phone_id))
    if found is None:
        raise Refused(f"the fault names no phone: {phone_id}")
    return found


def _swapped(data: str, user: str) -> str:
    fields: Fields = dict(parse_qsl(data))
    return urlencode({**fields, "user": user}, quote_via=quote)
