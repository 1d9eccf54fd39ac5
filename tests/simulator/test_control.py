"""The control interface, the clock, the record, and a simulator in its own process."""

import asyncio
import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import aiohttp

from simulator import Simulator
from tests.simulator.conftest import TOKEN, Api, Control, Program

Phone = dict[str, Any]


async def test_a_known_number_is_the_same_phone(control: Control, amina: Phone) -> None:
    again = await control("phones", name="Somebody Else", phone="0712 000 001")
    assert again["id"] == "amina"
    other = await control("phones", name="Amina Yusuf", phone="+254712000002")
    assert other["id"] == "amina2"
    assert await control("phones", name="X", phone="none") == 400


async def test_wait_returns_with_the_first_event(
    http: aiohttp.ClientSession, control: Control, amina: Phone
) -> None:
    async with http.get("/sim/state") as response:
        seq = (await response.json())["seq"]
    url = f"/sim/wait?after={seq}&timeout=5&phone=amina"
    waiting = asyncio.create_task(http.get(url).__aenter__())
    await asyncio.sleep(0.05)
    await control("phones/amina/send", text="hello")
    answer = await (await waiting).json()
    assert [e["type"] for e in answer["events"]] == ["message"]
    assert answer["events"][0]["message"]["html"] == "hello"
    async with http.get(f"/sim/wait?after={answer['seq']}&timeout=0.05") as response:
        assert (await response.json())["events"] == []


async def test_the_event_stream_and_its_reset(
    http: aiohttp.ClientSession, control: Control, amina: Phone
) -> None:
    async with http.get("/sim/events?after=0") as response:
        first = await response.content.readuntil(b"\n\n")
    assert first.startswith(b"id: 1\ndata: ")
    async with http.get("/sim/events?after=999999") as response:
        first = await response.content.readuntil(b"\n\n")
    assert json.loads(first.partition(b"data: ")[2])["type"] == "reset"


async def test_timers_fire_when_the_clock_is_moved(
    sim: Simulator, http: aiohttp.ClientSession, control: Control
) -> None:
    fired: list[str] = []

    async def note() -> None:
        fired.append(sim.world.clock.now().isoformat())

    sim.world.clock.call_later(3600, note)
    cancelled = sim.world.clock.call_later(3600, note)
    cancelled.cancel()
    async with http.get("/sim/clock/stream") as stream:
        assert json.loads(await stream.content.readline())["offset"] == 0
        await control("clock", advance=3599)
        assert fired == []
        await control("clock", advance=1)
        assert len(fired) == 1
        assert json.loads(await stream.content.readline())["offset"] >= 3599
    assert await control("clock", advance=-1) == 400


async def test_calls_are_recorded_without_the_token(tmp_path: Path, program: Program) -> None:
    record = tmp_path / "calls.jsonl"
    async with Simulator(record=record) as sim, aiohttp.ClientSession(sim.url) as http:
        body = {"url": program.url, "secret_token": "hidden-secret"}
        await http.post(f"/telegram/bot{TOKEN}/setWebhook", json=body)
        await http.post("/sim/phones", json={"name": "Amina", "phone": "+254712000001"})
        await http.post("/sim/phones/amina/send", json={"text": "hi"})
        await http.post("/sim/telegram/settle", json={})
    calls = [json.loads(line) for line in record.read_text().splitlines()]
    assert [(c["direction"], c["service"]) for c in calls] == [
        ("in", "telegram"),
        ("out", "telegram"),
    ]
    assert calls[0]["path"] == "/telegram/bot<token>/setWebhook"
    assert TOKEN not in record.read_text()
    assert "hidden-secret" not in record.read_text()
    assert calls[1]["body"]["message"]["text"] == "hi"


async def test_state_survives_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "world.json"
    async with Simulator(state=state) as sim, aiohttp.ClientSession(sim.url) as http:
        await http.post("/sim/phones", json={"name": "Amina", "phone": "+254712000001"})
        await http.post("/sim/phones/amina/send", json={"document": "aGk=", "file_name": "a.txt"})
        body = {"chat_id": sim.world.phones["amina"].telegram_id, "text": "<b>hi</b>"}
        url = f"/telegram/bot{TOKEN}/sendMessage"
        await http.post(url, json={**body, "parse_mode": "HTML"})
        await http.post("/sim/clock", json={"advance": 60})
        seq = sim.world.events.seq
        async with http.get("/sim/phones/amina") as response:
            before = await response.json()
    async with Simulator(state=state) as sim, aiohttp.ClientSession(sim.url) as http:
        async with http.get("/sim/phones/amina") as response:
            assert {**await response.json(), "seq": seq} == before
        async with http.get(before["messages"][0]["file"]["url"]) as response:
            assert await response.read() == b"hi"
        assert sim.world.clock.offset == 60
        assert not sim.world.events.knows(seq)
        async with http.post(url, json=body) as response:
            assert (await response.json())["result"]["message_id"] == 3
        async with http.get(f"/telegram/bot{TOKEN}/getUpdates") as response:
            assert len((await response.json())["result"]) == 1


async def test_the_benchmark_presses_and_measures(
    sim: Simulator, control: Control, api: Api
) -> None:
    await api("getMe")
    done = asyncio.Event()
    pressed: set[str] = set()

    async def program() -> None:
        offset = 0
        while not done.is_set():
            found = await api("getUpdates", offset=offset, timeout=1)
            for update in found["result"]:
                offset = update["update_id"] + 1
                query = update["callback_query"]
                chat, number = query["from"]["id"], query["message"]["message_id"]
                pressed.add(query["data"][-5:])
                stop = {"text": "Stop", "callback_data": "stop"}
                button = {"text": "Next", "callback_data": f"{offset}:next"}
                await api(
                    "editMessageText",
                    chat_id=chat,
                    message_id=number,
                    text=f"step {offset}",
                    reply_markup={"inline_keyboard": [[stop, button]]},
                )
                await api("answerCallbackQuery", callback_query_id=query["id"])

    await control("telegram/limits", per_chat=False, overall=False)
    running = asyncio.create_task(program())
    measured = await control(
        "bench", phones=5, taps=40, data="first:next", endings=[":next"], concurrency=3
    )
    done.set()
    await running
    assert pressed == {":next"}
    assert (measured["taps"], measured["lost"]) == (40, 0)
    assert measured["p50_ms"] <= measured["p99_ms"]
    assert not sim.world.events.quiet


def test_a_process_of_its_own_ends_with_its_parent() -> None:
    command = [sys.executable, "-m", "simulator", "--die-with-parent", "--no-page"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        ready = json.loads(process.stdout.readline())
        assert ready["ready"] is True
        with urllib.request.urlopen(f"{ready['url']}/sim/clock") as response:
            assert json.load(response)["offset"] == 0
        process.stdin.close()
        assert process.wait(10) == 0
