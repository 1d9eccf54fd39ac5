"""What the bot says about itself: getMe, commands, descriptions, the menu button."""

import re
from typing import Any

from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.chat_access import existing
from simulator.telegram.errors import bad_request
from simulator.telegram.keyboards import check_web_app_url

NAME = re.compile(rf"[a-z0-9_]{{1,{limits.COMMAND_NAME}}}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
GROUP_SCOPES = ("all_group_chats", "all_chat_administrators")


def get_me(call: Call) -> dict[str, Any]:
    call.world.bots.current = call.bot
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }
    return {**call.bot.as_user(), **abilities}


def set_my_commands(call: Call) -> bool:
    given = call.json("commands", list)
    if given is None:
        raise bad_request("can't parse commands: Commands must be non-empty")
    if len(given) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[_place(call)] = [_command(one) for one in given]
    _tell(call)
    return True


def get_my_commands(call: Call) -> list[dict[str, Any]]:
    return call.bot.commands.get(_place(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_place(call), None)
    _tell(call)
    return True


def set_my_description(call: Call) -> bool:
    return _set_text(call, "description", limits.DESCRIPTION)


def set_my_short_description(call: Call) -> bool:
    return _set_text(call, "short_description", limits.SHORT_DESCRIPTION)


def set_chat_menu_button(call: Call) -> bool:
    button = call.json("menu_button", dict) or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("unsupported menu button type")
    if button["type"] == "web_app":
        check_web_app_url(str((button.get("web_app") or {}).get("url", "")), "menu button")
    user_id = existing(call)[0].telegram_id if call.params.get("chat_id") else 0
    call.bot.menu_buttons[user_id] = button
    return True


def _set_text(call: Call, name: str, longest: int) -> bool:
    text = call.text(name)
    if len(text) > longest:
        raise bad_request(f"{name.upper()}_TOO_LONG")
    call.bot.texts[(name, _language(call))] = text
    return True


def _command(given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or "command" not in given or "description" not in given:
        raise bad_request("can't parse BotCommand")
    name, description = str(given["command"]).removeprefix("/"), str(given["description"])
    if not NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= limits.COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _place(call: Call) -> tuple[str, str]:
    """(scope, language) of the request. Raises ApiError."""
    scope = call.json("scope", dict) or {"type": "default"}
    match scope.get("type"):
        case "default" | "all_private_chats" as name:
            place = str(name)
        case "chat":
            inner = call.within({"chat_id": scope.get("chat_id")})
            place = f"chat:{existing(inner)[0].telegram_id}"
        case name if name in GROUP_SCOPES:
            place = str(name)
        case _:
            raise bad_request("unsupported BotCommandScope type")
    return place, _language(call)


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _tell(call: Call) -> None:
    """Show every phone the menu it has now."""
    for phone in call.world.phones.values():
        commands = call.bot.commands_for(phone.telegram_id, phone.language_code)
        call.world.publish("commands", phone=phone.id, commands=commands)
