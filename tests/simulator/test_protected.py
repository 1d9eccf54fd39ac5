"""Messages that are taken away, and messages that can't be handed on."""

from typing import Any

from tests.simulator.conftest import Api, Control

Json = dict[str, Any]
KEYBOARD = {"inline_keyboard": [[{"text": "Seen", "callback_data": "seen"}]]}
TOO_LATE = "Bad Request: message can't be deleted for everyone"
HOURS_48 = 48 * 3600


async def test_incoming_and_outgoing_go_until_they_are_48_hours_old(
    api: Api, control: Control, amina: Json
) -> None:
    theirs = (await control("phones/amina/send", text="my secret"))["message_id"]
    second = (await control("phones/amina/send", text="another"))["message_id"]
    mine = (await api("sendMessage", chat_id=501, text="x"))["result"]["message_id"]
    await control("clock", advance=HOURS_48 - 30)
    assert (await api("deleteMessage", chat_id=501, message_id=theirs))["ok"]
    await control("clock", advance=31)
    for number in (second, mine):
        answer = await api("deleteMessage", chat_id=501, message_id=number)
        assert (answer["error_code"], answer["description"]) == (400, TOO_LATE)
        answer = await api("deleteMessages", chat_id=501, message_ids=[number])
        assert answer["description"] == TOO_LATE


async def test_what_was_deleted_is_gone_for_everybody(
    api: Api, control: Control, amina: Json
) -> None:
    theirs = (await control("phones/amina/send", text="my secret"))["message_id"]
    answer = {"message_id": theirs}
    sent = await api("sendMessage", chat_id=501, text="Kept", reply_parameters=answer)
    assert sent["result"]["reply_to_message"]["text"] == "my secret"
    assert (await api("deleteMessage", chat_id=501, message_id=theirs))["ok"]
    edited = await api(
        "editMessageText", chat_id=501, message_id=sent["result"]["message_id"], text="Kept."
    )
    assert "reply_to_message" not in edited["result"]
    again = await api("deleteMessage", chat_id=501, message_id=theirs)
    assert again["description"] == "Bad Request: message to delete not found"
    assert await control("phones/amina/send", edit=theirs, text="other") == 404
    assert await control("phones/amina/send", forward_of=theirs) == 404


async def test_identifiers_are_checked(api: Api, amina: Json) -> None:
    for numbers, reason in (
        ([], "message identifiers are not specified"),
        (list(range(1, 102)), "too many message identifiers specified"),
        (["x"], "invalid message identifier specified"),
        ([{}], "invalid message identifier specified"),
    ):
        answer = await api("deleteMessages", chat_id=501, message_ids=numbers)
        assert answer["description"] == f"Bad Request: {reason}"
    assert (await api("deleteMessages", chat_id=501, message_ids=[1, 1, 99]))["ok"]


async def test_protection_is_told_and_outlives_an_edit(
    api: Api, control: Control, amina: Json
) -> None:
    sent = await api(
        "sendMessage", chat_id=501, text="x", protect_content=True, reply_markup=KEYBOARD
    )
    assert sent["result"]["has_protected_content"] is True
    number = sent["result"]["message_id"]
    edited = await api(
        "editMessageText", chat_id=501, message_id=number, text="y", reply_markup=KEYBOARD
    )
    assert edited["result"]["has_protected_content"] is True
    await control("phones/amina/tap", message_id=number, data="seen")
    query = (await api("getUpdates"))["result"][-1]["callback_query"]
    assert query["message"]["has_protected_content"] is True
    await control("phones/amina/send", text="What is this?", reply_to=number)
    reply = (await api("getUpdates"))["result"][-1]["message"]["reply_to_message"]
    assert reply["has_protected_content"] is True
    assert await control("phones/amina/send", forward_of=number) == 403


async def test_an_open_message_is_not_called_protected(
    api: Api, control: Control, amina: Json
) -> None:
    sent = await api("sendMessage", chat_id=501, text="x", protect_content=False)
    assert "has_protected_content" not in sent["result"]
    number = sent["result"]["message_id"]
    assert await control("phones/amina/send", forward_of=number) != 403
