"""Buttons that open a Mini App: what is refused, and what the opened page is told."""

import json
from typing import Any

import aiohttp
import pytest

from bot.phones import Phone, Unseen, fault, launch_parameters
from simulator import Simulator
from tests.simulator.conftest import TOKEN, Api, Control
from tests.simulator.mini_app import fields, is_signed

Json = dict[str, Any]
URL = "https://clinic.example/intake?b=1"
PARSE = "can't parse inline keyboard button"
INVALID = "inline keyboard button Web App URL '{}' is invalid: {}"
ONLY_HTTPS, WRONG = "Only HTTPS links are allowed", "Wrong HTTP URL"


def keyboard(**button: Any) -> Json:
    return {"inline_keyboard": [[{"text": "Fill in", **button}]]}


@pytest.fixture
async def phone(sim: Simulator, http: aiohttp.ClientSession, api: Api, amina: Json) -> Phone:
    """Amina's phone, with a button in the chat."""
    await api("sendMessage", chat_id=501, text="x", reply_markup=keyboard(web_app={"url": URL}))
    return Phone(http, sim.url, "amina")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://clinic.example", ONLY_HTTPS),
        ("http://127.0.0.1.clinic.example/x", ONLY_HTTPS),
        ("clinic.example", ONLY_HTTPS),
        ("tg://resolve?domain=x", ONLY_HTTPS),
        ("", ONLY_HTTPS),
        ("https://clinic/x", WRONG),
        ("https://clinic.example:99999/", WRONG),
    ],
)
async def test_an_address_must_be_https(api: Api, amina: Json, url: str, reason: str) -> None:
    markup = keyboard(web_app={"url": url})
    answer = await api("sendMessage", chat_id=501, text="x", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {INVALID.format(url, reason)}"


@pytest.mark.parametrize(
    "url", [URL, "http://127.0.0.1:8080/intake", "http://localhost/x", "http://[::1]:1/"]
)
async def test_https_and_this_machine_are_taken(api: Api, amina: Json, url: str) -> None:
    markup = keyboard(web_app={"url": url})
    answer = await api("sendMessage", chat_id=501, text="x", reply_markup=markup)
    assert answer["result"]["reply_markup"] == markup


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"web_app": URL}, 'Field "web_app" must be of type Object'),
        ({"web_app": {}}, 'Can\'t find field "url"'),
        ({"web_app": {"url": 1}}, 'Field "url" must be of type String'),
        (
            {"web_app": {"url": URL}, "callback_data": "x"},
            "Exactly one action expected, not callback_data and web_app",
        ),
    ],
)
async def test_a_button_does_one_thing(api: Api, amina: Json, button: Json, reason: str) -> None:
    answer = await api("sendMessage", chat_id=501, text="x", reply_markup=keyboard(**button))
    assert answer["description"] == f"Bad Request: {PARSE}: {reason}"


async def test_the_menu_button_is_as_strict(api: Api, amina: Json) -> None:
    button = {"type": "web_app", "text": "Open", "web_app": {"url": "http://clinic.example"}}
    answer = await api("setChatMenuButton", chat_id=501, menu_button=button)
    assert answer["description"].startswith("Bad Request: menu button Web App URL 'http://clinic")


async def test_the_address_tells_who_opened_it(
    phone: Phone, sim: Simulator, control: Control
) -> None:
    await control("clock", advance=86_400)
    before = int(sim.world.clock.timestamp())
    url = await phone.open_app("Fill in")
    assert url.startswith(f"{URL}#tgWebAppData=query_id%3DAAH")
    launch = launch_parameters(url)
    assert launch.keys() == {
        "tgWebAppData",
        "tgWebAppVersion",
        "tgWebAppPlatform",
        "tgWebAppThemeParams",
    }
    assert launch["tgWebAppPlatform"] == "weba"
    assert json.loads(launch["tgWebAppThemeParams"])["bg_color"] == "#ffffff"
    told = fields(launch["tgWebAppData"])
    assert list(told) == ["query_id", "user", "auth_date", "signature", "hash"]
    assert is_signed(launch["tgWebAppData"], TOKEN)
    assert not is_signed(launch["tgWebAppData"], TOKEN + "x")
    assert 0 <= int(told["auth_date"]) - before < 60
    assert json.loads(told["user"]) == {
        "id": 501,
        "first_name": "Amina",
        "last_name": "Otieno",
        "language_code": "en",
        "allows_write_to_pm": True,
    }


async def test_each_opening_is_another_and_the_theme_is_the_phones(phone: Phone) -> None:
    one, two = await phone.open_app("Fill"), await phone.open_app("Fill", theme="dark")
    first, second = launch_parameters(one), launch_parameters(two)
    assert first["tgWebAppData"] != second["tgWebAppData"]
    assert json.loads(second["tgWebAppThemeParams"])["bg_color"] == "#212121"
    with pytest.raises(Unseen, match="theme is light or dark"):
        await phone.open_app("Fill in", theme="pink")


@pytest.mark.parametrize("name", ["Zoë / Kimani & Söhne", "Amina"])
async def test_any_name_is_signed_and_read_back(
    sim: Simulator, http: aiohttp.ClientSession, api: Api, control: Control, name: str
) -> None:
    added = await control("phones", name=name, phone="+254712000009", telegram_id=509)
    await control(f"phones/{added['id']}/send", text="/start")
    await api("sendMessage", chat_id=509, text="x", reply_markup=keyboard(web_app={"url": URL}))
    url = await Phone(http, sim.url, added["id"]).open_app("Fill in")
    data = launch_parameters(url)["tgWebAppData"]
    assert is_signed(data, TOKEN)
    user = json.loads(fields(data)["user"])
    assert " ".join([user["first_name"], user.get("last_name", "")]).strip() == name


async def test_forged_old_and_foreign_init_data_on_demand(
    phone: Phone, sim: Simulator, http: aiohttp.ClientSession, control: Control
) -> None:
    await control("phones", name="Brian Mwangi", phone="+254722000002", telegram_id=502)

    async def spoilt(name: str, **more: Any) -> str:
        await fault(http, sim.url, "telegram", name, phone="amina", **more)
        return launch_parameters(await phone.open_app("Fill in"))["tgWebAppData"]

    def user(data: str) -> int:
        return int(json.loads(fields(data)["user"])["id"])

    forged = await spoilt("forged_hash")
    assert not is_signed(forged, TOKEN)
    old = await spoilt("old_auth_date", value=7200)
    assert is_signed(old, TOKEN)
    assert 7190 < sim.world.clock.timestamp() - int(fields(old)["auth_date"]) < 7260
    other = await spoilt("other_user", value="brian")
    assert (is_signed(other, TOKEN), user(other)) == (True, 502)
    swapped = await spoilt("swapped_user", value="brian")
    assert (is_signed(swapped, TOKEN), user(swapped)) == (False, 502)
    good = launch_parameters(await phone.open_app("Fill in"))["tgWebAppData"]
    assert (is_signed(good, TOKEN), user(good)) == (True, 501)


async def test_only_what_is_there_opens(phone: Phone, api: Api, control: Control) -> None:
    number = (await phone.messages())[-1]["message_id"]
    assert await control("phones/amina/app", message_id=number, text="Other") == 404
    assert await control("phones/amina/tap", message_id=number, text="Fill in") == 404
    await api("editMessageText", chat_id=501, message_id=number, text="Thank you")
    assert await control("phones/amina/app", message_id=number, text="Fill in") == 404


async def test_an_address_keeps_its_own_fragment(phone: Phone, api: Api) -> None:
    markup = keyboard(web_app={"url": f"{URL}#part"})
    await api("sendMessage", chat_id=501, text="y", reply_markup=markup)
    assert (await phone.open_app("Fill in")).startswith(f"{URL}#part&tgWebAppData=")
