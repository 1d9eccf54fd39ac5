"""Refusals of the Bot API, word for word."""

from typing import Any

import aiohttp
import pytest

from simulator import Simulator
from tests.simulator.conftest import TOKEN, Api, Control

Phone = dict[str, Any]
ONLY_HTTPS = (
    "inline keyboard button Web App URL 'http://a.org' is invalid: Only HTTPS links are allowed"
)
KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def refused(api: Api, method: str, **params: Any) -> str:
    answer = await api(method, **params)
    assert not answer["ok"]
    return str(answer["description"])


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": 999}, "chat not found"),
        ({"text": "x", "chat_id": "@somebody"}, "chat not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        (
            {"text": "hi <x>", "parse_mode": "html"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
        ),
    ],
)
async def test_send_message(api: Api, amina: Phone, params: Phone, reason: str) -> None:
    found = await refused(api, "sendMessage", **{"chat_id": 501, **params})
    assert found == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "y"}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "web_app": {"url": "http://a.org"}},
            ONLY_HTTPS,
        ),
        ({"text": "x", "copy_text": {"text": "y" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "x", "url": "nonsense"},
            "inline keyboard button URL 'nonsense' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_buttons(api: Api, amina: Phone, button: Phone, reason: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    found = await refused(api, "sendMessage", chat_id=501, text="x", reply_markup=markup)
    assert found == f"Bad Request: {reason}"


async def test_a_keyboard_has_at_most_a_hundred_buttons(api: Api, amina: Phone) -> None:
    button = {"text": "x", "callback_data": "y" * 64}
    for rows, fits in (
        ([[button]] * 100, True),
        ([[button]] * 101, False),
        ([[button] * 9], False),
    ):
        markup = {"inline_keyboard": rows}
        answer = await api("sendMessage", chat_id=501, text="x", reply_markup=markup)
        assert answer["ok"] is fits
        assert fits or answer["description"] == "Bad Request: reply markup is too long"


async def test_edits(api: Api, amina: Phone) -> None:
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=KEYBOARD)
    mine: Phone = {"chat_id": 501, "message_id": sent["result"]["message_id"]}
    assert (await refused(api, "editMessageText", **mine, text="x", reply_markup=KEYBOARD)) == (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    # Without reply_markup the keyboard goes, so this is a change.
    edited = await api("editMessageText", **mine, text="x")
    assert "reply_markup" not in edited["result"]
    found = await refused(api, "editMessageText", chat_id=501, message_id=77, text="y")
    assert found == "Bad Request: message to edit not found"
    found = await refused(api, "editMessageText", chat_id=501, message_id=1, text="y")
    assert found == "Bad Request: message can't be edited"
    found = await refused(api, "editMessageCaption", **mine, caption="y")
    assert found == "Bad Request: there is no caption in the message to edit"


async def test_deleting(api: Api, control: Control, amina: Phone) -> None:
    old = await api("sendMessage", chat_id=501, text="old")
    await control("clock", advance=48 * 3600 + 5)
    new = await api("sendMessage", chat_id=501, text="new")
    theirs = await control("phones/amina/send", text="my secret")
    number = old["result"]["message_id"]
    found = await refused(api, "deleteMessage", chat_id=501, message_id=number)
    assert found.startswith("Bad Request: message can't be deleted")
    assert (await api("deleteMessage", chat_id=501, message_id=theirs["message_id"]))["ok"]
    number = new["result"]["message_id"]
    assert (await api("deleteMessages", chat_id=501, message_ids=[number, 99]))["ok"]
    found = await refused(api, "deleteMessage", chat_id=501, message_id=number)
    assert found == "Bad Request: message to delete not found"


async def test_a_press_is_answered_once_and_in_time(
    api: Api, control: Control, amina: Phone
) -> None:
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=KEYBOARD)
    number = sent["result"]["message_id"]

    async def press() -> Phone:
        tap: Phone = await control("phones/amina/tap", message_id=number, data="y")
        return {"callback_query_id": tap["callback_query_id"]}

    query = await press()
    too_long = await refused(api, "answerCallbackQuery", **query, text="x" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    assert (await api("answerCallbackQuery", **query, text="x" * 200))["ok"]
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refused(api, "answerCallbackQuery", **query) == too_old
    late = await press()
    await control("clock", advance=151)
    assert await refused(api, "answerCallbackQuery", **late) == too_old


async def test_only_buttons_that_are_there_can_be_pressed(
    api: Api, control: Control, amina: Phone
) -> None:
    sent = await api("sendMessage", chat_id=501, text="x", reply_markup=KEYBOARD)
    number = sent["result"]["message_id"]
    assert await control("phones/amina/tap", message_id=number, data="other") == 404
    assert await control("phones/amina/tap", message_id=number, text="Yes") != 404
    await api("deleteMessage", chat_id=501, message_id=number)
    stale = await control("phones/amina/tap", message_id=number, data="y", stale=True)
    updates = await api("getUpdates")
    last = updates["result"][-1]
    assert last["update_id"] == stale["update_id"]
    assert last["callback_query"]["message"]["date"] == 0


async def test_a_person_who_never_wrote_cannot_be_reached(api: Api, control: Control) -> None:
    await control("phones", name="Amina", phone="+254712000001", telegram_id=501)
    await control("phones", name="Brian", phone="+254712000002", telegram_id=502)
    found = await refused(api, "sendMessage", chat_id=501, text="x")
    assert found == "Bad Request: chat not found"
    contact = {"phone_number": "254712000002", "first_name": "Brian", "user_id": 502}
    await control("phones/amina/send", contact=contact)
    found = await refused(api, "sendMessage", chat_id=502, text="x")
    assert found == "Forbidden: bot can't initiate conversation with a user"


async def test_tokens_and_methods(api: Api, http: aiohttp.ClientSession) -> None:
    assert (await api("getMe"))["ok"]
    assert (await api("sendDice"))["description"] == "Not Found: method not found"
    assert (await api("getMe", token="4242:" + "B" * 35))["error_code"] == 401
    assert (await api("getMe", token="nonsense"))["error_code"] == 401
    async with http.get("/telegram/nothing") as response:
        assert (response.status, (await response.json())["error_code"]) == (404, 404)
    async with http.get(f"/telegram/bot{TOKEN}/GETME") as response:
        assert (await response.json())["ok"]


async def test_unknown_parameters_are_counted(api: Api, sim: Simulator, amina: Phone) -> None:
    assert (await api("sendMessage", chat_id=501, text="x", colour="red"))["ok"]
    assert sim.world.stats["telegram"]["unknown_parameters"] == {"sendMessage.colour": 1}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.org/x", "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            "https://example.org:9999/x",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ("ftp://127.0.0.1/x", "bad webhook: invalid webhook URL specified"),
    ],
)
async def test_webhook_urls(api: Api, url: str, reason: str) -> None:
    assert await refused(api, "setWebhook", url=url) == f"Bad Request: {reason}"


async def test_the_short_cut_and_the_framework_answer_alike(
    http: aiohttp.ClientSession, sim: Simulator, amina: Phone
) -> None:
    """A form is answered by the short cut, the same parameters in the URL by aiohttp."""
    sim.world.telegram.per_chat = False
    url = f"/telegram/bot{TOKEN}"
    for method, params in (
        ("sendMessage", {"chat_id": "501", "text": "<b>x</b>", "parse_mode": "HTML"}),
        ("sendMessage", {"chat_id": "501", "text": "<x>", "parse_mode": "HTML"}),
        ("getMyCommands", {}),
        ("deleteMessage", {"chat_id": "501", "message_id": "77"}),
    ):
        async with http.post(f"{url}/{method}", data=params) as response:
            quick = (response.status, response.content_type, await response.json())
        async with http.get(f"{url}/{method}", params=params) as response:
            slow = (response.status, response.content_type, await response.json())
        for answer in (quick, slow):
            if isinstance(answer[2].get("result"), dict):
                answer[2]["result"].pop("message_id")
                answer[2]["result"].pop("date")
        assert quick == slow
