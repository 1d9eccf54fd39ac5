"""`demo`: the program with PostgreSQL and the outside world, on this machine alone."""

import base64
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot import demo_intake, demo_people, embedded, outside
from bot.app import running
from bot.parts import Program
from bot.phones import tell_sms_addresses, tell_webhook
from bot.ports import free_port
from bot.registering import register
from bot.settings import load
from bot.stopping import until_stopped
from models import database
from services import clock
from services.vault import Vault

PAGE_PORT = 8300
CLIENT = {"name": "Amina Njeri", "phone": "+254712000001", "telegram_id": 700_000_001,
          "email": "amina@example.com"}  # fmt: skip
ADMIN = {"name": "Grace Wambui", "phone": "+254733000201", "telegram_id": outside.ADMIN_TELEGRAM_ID,
         "email": "grace@example.com"}  # fmt: skip
NEWCOMER = {"name": "Zawadi Mutua", "phone": "+254722000105", "telegram_id": 700_000_105,
            "email": "zawadi@example.com"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: where the simulated world is, and the program in it."""

    url: str
    program: Program
    environment: Mapping[str, str]


async def demo(record: Path | None) -> None:
    """Run until Ctrl-C; a second start finds the data of the first."""
    async with world("demo", page=True, record=record) as here:
        print(f"\n  The phones are at  {here.url}/\n", flush=True)
        print("  Amina is a client, Grace runs the practice, Zawadi would like to join it, the")
        print("  others are its psychologists. What is told here is sealed under a master key")
        print(
            "  generated for this demo: nothing real belongs here. Ctrl-C ends everything.\n",
            flush=True,
        )
        await until_stopped()
        print("\n  Ending …", flush=True)


@asynccontextmanager
async def world(
    name: str, *, page: bool, record: Path | None = None, fresh: bool = False,
    known: bool = False,
) -> AsyncIterator[Demo]:  # fmt: skip
    """PostgreSQL, the simulator and the program, with the demo's people; all end with the block.

    `known`: its clients have been asked what is asked before a session. Raises embedded.InUse
    where another process has the data, unless it begins `fresh` and so can have others.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(embedded.own_folder(name, another=fresh))
        server = stack.enter_context(embedded.server(folder))
        place = folder.parent / f"{folder.name}-world"
        place.mkdir(exist_ok=True)
        if fresh:
            await embedded.drop_database(server, "smiling")
        database_url = await embedded.ensure_database(server, "smiling")
        state = None if fresh else place / "phones.json"
        port = free_port(PAGE_PORT) if page else 0
        async with outside.simulator(port=port, page=page, record=record, state=state) as url:
            kept = _kept_secrets(place / "secrets.json")
            env = {**await outside.environment(url, database_url, free_port()), **kept}
            await database.migrate(database_url)
            settings = load({**env, "LOG_LEVEL": "WARNING"}, None)
            async with running(settings) as program:
                await demo_people.settle_in(clock.now())
                if known:
                    vault = Vault(settings.vault.keys)
                    await demo_intake.have_told(vault, (CLIENT, NEWCOMER), clock.now())
                await _phones(url, env)
                async with aiohttp.ClientSession() as session:
                    await register(settings, session)
                yield Demo(url, program, env)


def _kept_secrets(file: Path) -> dict[str, str]:
    """Made at the first start and kept, so that what was sent and sealed stays valid."""
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    made = {
        "TELEGRAM_BOT_TOKEN": f"7000000001:AA{secrets.token_hex(17)[:33]}",
        "MASTER_KEYS": f"1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
    } | kept
    file.write_text(json.dumps(made))
    file.chmod(0o600)
    return made


async def _phones(url: str, env: Mapping[str, str]) -> None:
    """The phones on the page, a client's beside a psychologist's, and where Paystack tells us.

    Psychologists have written to the bot, as they must have in life.
    """
    async with aiohttp.ClientSession() as session:
        await tell_webhook(session, url, f"{env['PUBLIC_URL']}/hooks/paystack")
        await tell_sms_addresses(session, url, env)
        await _post(session, f"{url}/sim/phones", CLIENT)
        for person in demo_people.PSYCHOLOGISTS:
            phone = await _post(session, f"{url}/sim/phones", person.card)
            if not phone.get("messages"):
                await _post(session, f"{url}/sim/phones/{phone['id']}/send", {"text": "/start"})
        for card in (ADMIN, NEWCOMER):
            await _post(session, f"{url}/sim/phones", card)


async def _post(
    session: aiohttp.ClientSession, url: str, body: Mapping[str, object]
) -> dict[str, object]:
    async with session.post(url, json=body) as response:
        response.raise_for_status()
        answer: dict[str, object] = await response.json()
        return answer
