"""The record of every call: what goes out and comes in is all there, but for the secrets."""

import json
from pathlib import Path
from typing import Any

import aiohttp

from simulator import Simulator
from tests.simulator.conftest import TOKEN, Program

PLANTED = "planted-7f3a"
API = f"/telegram/bot{TOKEN}"


def message(way: str) -> dict[str, str]:
    return {"chat_id": "501", "text": f"{PLANTED}-{way}"}


async def record_of(path: Path, program: Program) -> str:
    """A sentence sent out by each way there is, and the other way round."""
    async with Simulator(record=path) as sim, aiohttp.ClientSession(sim.url) as http:
        phone = {"name": "Amina", "phone": "+254712000001", "telegram_id": 501}
        await http.post("/sim/phones", json=phone)
        await http.post(f"{API}/setWebhook", json={"url": program.url})
        await http.post("/sim/phones/amina/send", json={"text": f"/start {PLANTED}-update"})
        await http.post("/sim/telegram/settle", json={})
        await http.post(f"{API}/sendMessage", json=message("json"))
        await http.post(f"{API}/sendMessage", data=message("data"))
        await http.get(f"{API}/sendMessage", params=message("query"))
        await http.post(f"{API}/sendMessage", json={"chat_id": 9, "text": f"{PLANTED}-refused"})
        parts = aiohttp.FormData({"chat_id": "501", "caption": f"{PLANTED}-caption"})
        parts.add_field("document", f"{PLANTED}-file".encode(), filename="mine.json")
        async with http.post(f"{API}/sendDocument", data=parts) as response:
            document = (await response.json())["result"]["document"]
        async with http.post(f"{API}/getFile", json={"file_id": document["file_id"]}) as response:
            where = (await response.json())["result"]["file_path"]
        await http.get(f"/telegram/file/bot{TOKEN}/{where}")
        await http.post(f"/telegram/bot{TOKEN}/a/b", data=f"{PLANTED}-nowhere")
        await http.post(f"/elsewhere?q={PLANTED}-unknown", data=f"{PLANTED}-body")
        await http.put("/sim/calendars/x", data=f"{PLANTED}-calendar")
        await http.get("/calendars/x.ics")
        await http.post("/sms/version1/messaging", data={"message": f"{PLANTED}-sms"})
        await http.post("/daraja/mpesa/stkpush/v1/processrequest", json={"x": f"{PLANTED}-mpesa"})
        await http.post("/paystack/refund", json={"x": f"{PLANTED}-paystack"})
        await http.post("/google/oauth2/token", data={"code": f"{PLANTED}-google"})
    return path.read_text()


async def test_a_planted_sentence_is_found_wherever_it_went(
    tmp_path: Path, program: Program
) -> None:
    found = await record_of(tmp_path / "calls.jsonl", program)
    ways = (
        "update json data query refused caption file nowhere unknown body calendar sms mpesa "
        "paystack google"
    )
    assert [way for way in ways.split() if f"{PLANTED}-{way}" not in found] == []
    assert TOKEN not in found


async def test_a_download_is_kept_with_its_words(tmp_path: Path, program: Program) -> None:
    lines = (await record_of(tmp_path / "calls.jsonl", program)).splitlines()
    calls: list[dict[str, Any]] = [json.loads(line) for line in lines]
    (download,) = [call for call in calls if call["path"].startswith("/telegram/file/bot<token>/")]
    assert download["answer"] == {"file": "mine.json", "bytes": 17, "text": f"{PLANTED}-file"}
    (upload,) = [call for call in calls if call["path"].endswith("/sendDocument")]
    assert upload["body"]["document"] == download["answer"]


async def test_a_picture_is_kept_by_its_size(tmp_path: Path) -> None:
    record = tmp_path / "calls.jsonl"
    async with Simulator(record=record) as sim, aiohttp.ClientSession(sim.url) as http:
        form = aiohttp.FormData({"chat_id": "501"})
        form.add_field("photo", b"\x89PNG\xff", filename="me.png")
        await http.post(f"{API}/sendPhoto", data=form)
    body = json.loads(record.read_text())["body"]
    assert body["photo"] == {"file": "me.png", "bytes": 5}
