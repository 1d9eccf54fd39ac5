"""The simulated Africa's Talking, spoken to over HTTP as any client would."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from simulator import Simulator
from simulator.sms import measure

AMINA = "+254712000001"


class Sender:
    """A hand-made client of the form API."""

    def __init__(self, sim: Simulator, http: aiohttp.ClientSession) -> None:
        self.sim, self.http = sim, http

    async def send(
        self, to: str = AMINA, key: str = "demo-key", **changes: str
    ) -> aiohttp.ClientResponse:
        form = {"username": "demo", "to": to, "message": "Habari", "bulkSMSMode": "1"} | changes
        url = self.sim.url + "/sms/version1/messaging"
        headers = {"apiKey": key, "Accept": "application/json"}
        async with self.http.post(url, data=form, headers=headers) as response:
            await response.read()
            return response

    async def data(self, **options: Any) -> Any:
        response = await self.send(**options)
        assert response.status == 201
        return (await response.json())["SMSMessageData"]

    async def fault(self, fault: str, **options: Any) -> None:
        body = {"service": "sms", "fault": fault, **options}
        async with self.http.post(self.sim.url + "/sim/faults", json=body) as response:
            assert response.status == 200

    async def inbox(self) -> list[dict[str, Any]]:
        async with self.http.get(self.sim.url + "/sim/phones/amina") as response:
            found: list[dict[str, Any]] = (await response.json())["sms"]
            return found


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    async with Simulator(page=False) as sim, aiohttp.ClientSession() as http:
        sim.world.add_phone("Amina Otieno", AMINA)
        yield Sender(sim, http)


async def test_a_message_arrives(sender: Sender) -> None:
    response = await sender.send(**{"from": "SmilingSteps"})
    assert (response.status, response.headers["Content-Type"]) == (201, "application/json")
    data = (await response.json())["SMSMessageData"]
    assert data["Message"] == "Sent to 1/1 Total Cost: KES 0.8000 [Message parts: 1]"
    message_id = data["Recipients"][0].pop("messageId")
    assert message_id.startswith("ATXid_")
    assert data["Recipients"] == [
        {"statusCode": 101, "number": AMINA, "status": "Success", "cost": "KES 0.8000"}
    ]
    sms = (await sender.inbox())[0]
    assert (sms["from"], sms["text"]) == ("SmilingSteps", "Habari")
    assert (sms["segments"], sms["encoding"]) == (1, "GSM-7")


async def test_many_recipients_one_of_them_wrong(sender: Sender) -> None:
    data = await sender.data(to=f"{AMINA},0712000002,+254712000003", message="x" * 161)
    assert [one["statusCode"] for one in data["Recipients"]] == [101, 403, 101]
    assert data["Message"] == "Sent to 2/3 Total Cost: KES 3.2000 [Message parts: 2]"


async def test_a_wrong_sender_is_a_success_with_nobody_in_it(sender: Sender) -> None:
    data = await sender.data(**{"from": "Somebody"})
    assert data == {"Message": "InvalidSenderId", "Recipients": []}
    assert await sender.inbox() == []


async def test_a_wrong_key_is_plain_text(sender: Sender) -> None:
    for options in ({"key": "other"}, {"username": "other"}):
        response = await sender.send(**options)
        assert (response.status, response.content_type) == (401, "text/plain")
        assert await response.text() == "The supplied authentication is invalid"


@pytest.mark.parametrize("field", ["to", "message"])
async def test_a_missing_field(sender: Sender, field: str) -> None:
    assert (await sender.send(**{field: ""})).status == 400


@pytest.mark.parametrize(
    ("fault", "code"), [("UserInBlacklist", 406), ("DoNotDisturbRejection", 409), ("Queued", 102)]
)
async def test_statuses_on_demand(sender: Sender, fault: str, code: int) -> None:
    await sender.fault(fault, phone="amina")
    assert (await sender.data())["Recipients"][0]["statusCode"] == code
    assert len(await sender.inbox()) == (1 if code < 200 else 0)
    assert (await sender.data())["Recipients"][0]["statusCode"] == 101


async def test_other_faults(sender: Sender) -> None:
    await sender.fault("no_credit")
    assert (await sender.data()) == {"Message": "InsufficientBalance", "Recipients": []}
    await sender.fault("charset")
    assert (await sender.send()).headers["Content-Type"] == "application/json; charset=utf-8"
    await sender.fault("html_503")
    assert (await sender.send()).status == 503
    await sender.fault("lost_answer")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await sender.send(message="gone out all the same")
    assert [sms["text"] for sms in await sender.inbox()] == ["Habari", "gone out all the same"]


@pytest.mark.parametrize(
    ("text", "encoding", "parts"),
    [
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" * 76, "GSM-7", 2),
        ("a" * 152 + "€" * 76 + "aa", "GSM-7", 3),
        ("KES 1,500 – asante", "UCS-2", 1),
        ("ş" * 70, "UCS-2", 1),
        ("ş" * 71, "UCS-2", 2),
        ("🙂" * 35, "UCS-2", 1),
        ("🙂" * 36, "UCS-2", 2),
        ("🙂" * 67, "UCS-2", 3),
    ],
)
def test_segments(text: str, encoding: str, parts: int) -> None:
    assert measure(text) == (encoding, parts)
