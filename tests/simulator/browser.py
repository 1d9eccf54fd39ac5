"""What the browser tests of the page need: Chromium, a cuttable connection, a payment to make."""

import asyncio
import base64
import contextlib
import shutil

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from simulator import Simulator
from simulator.daraja.credentials import CONSUMER_KEY, CONSUMER_SECRET, PASSKEY, SHORTCODE
from simulator.daraja.receipts import NAIROBI

#: On a slow machine a page takes its time, too.
expect.set_options(timeout=60_000)

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LONGEST_TASK = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    const durations = list.getEntries().map((entry) => entry.duration);
    window.longest = Math.max(window.longest, ...durations);
  }).observe({ type: "longtask" });
}"""


def chromium() -> str:
    """The system's Chromium; without one these tests fail rather than be skipped."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.fail("Chromium is missing. Install it: apt-get install chromium")


def phone(page: Page, name: str = "Amina Otieno") -> Locator:
    return page.get_by_role("region", name=name)


async def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(await page.evaluate(wide))


async def ask_for_payment(sim: Simulator, http: aiohttp.ClientSession, amount: int) -> None:
    """An STK push to Amina, as the program would make it."""
    basic = {"Authorization": aiohttp.encode_basic_auth(CONSUMER_KEY, CONSUMER_SECRET)}
    where = "/daraja/oauth/v1/generate?grant_type=client_credentials"
    async with http.get(where, headers=basic) as response:
        token = (await response.json(content_type=None))["access_token"]
    stamp = sim.world.clock.now().astimezone(NAIROBI).strftime("%Y%m%d%H%M%S")
    password = base64.b64encode(f"{SHORTCODE}{PASSKEY}{stamp}".encode()).decode()
    push = {
        "BusinessShortCode": SHORTCODE,
        "Password": password,
        "Timestamp": stamp,
        "TransactionType": "CustomerPayBillOnline",
        "Amount": amount,
        "PartyA": "254712000001",
        "PartyB": SHORTCODE,
        "PhoneNumber": "254712000001",
        "CallBackURL": "https://127.0.0.1:9/pay/abc",
        "AccountReference": "BK2026000123",
        "TransactionDesc": "Session",
    }
    headers = {"Authorization": f"Bearer {token}"}
    where = "/daraja/mpesa/stkpush/v1/processrequest"
    async with http.post(where, json=push, headers=headers) as response:
        assert response.status == 200, await response.text()


class Wire:
    """A TCP connection to the simulator that can be cut."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.whole = True
        self._open: set[asyncio.StreamWriter] = set()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self.whole:
            writer.close()
            return
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        self._open |= {writer, far_writer}
        await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
        self._open.discard(writer)
        writer.close()

    def cut(self) -> None:
        self.whole = False
        for writer in self._open:
            writer.transport.abort()
