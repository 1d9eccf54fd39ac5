"""`tour`: the whole story, played by the simulated phones against the program, and printed."""

import contextlib
import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from bot import phone_page
from bot.demo import world
from bot.phones import Phone, Unseen, fault, move_clock, move_clock_past, read_clock
from bot.story import CHAPTERS, OF_SOMEBODY_NEW
from bot.story.bills import Bill
from bot.story.intake import ON_THE_PAGE
from bot.story.steps import Step
from bot.telling import WIDTH, tell

#: Steps of the clock before a word that was promised counts as missing.
LONGEST_WAIT = 60
NAIROBI = ZoneInfo("Africa/Nairobi")
A_DAY_AHEAD = re.compile(r"\{in (\d+) days\}")


async def tour(chapter: str | None, record: Path | None) -> int:
    """Play one chapter or all, each in a fresh world; the exit status is 0 when nothing failed."""
    if chapter is not None and chapter not in CHAPTERS:
        print(f"There is no chapter “{chapter}”. There are: {', '.join(CHAPTERS)}.")
        return 2
    chosen = {chapter: CHAPTERS[chapter]} if chapter else CHAPTERS
    steps = failed = 0
    for name, story in chosen.items():
        async with (
            world(
                "tour", page=False, record=record, fresh=True, known=name not in OF_SOMEBODY_NEW
            ) as here,
            aiohttp.ClientSession() as session,
        ):
            teller = Teller(session, here.url)
            await teller.chapter(name, story)
        steps, failed = steps + teller.steps, failed + teller.failed
    print(f"\ntour: {steps} steps, {failed} failed")
    return 1 if failed else 0


#: Seconds that pass at once while nothing is to be heard.
A_WHILE = 6 * 3600


class Teller:
    """Plays steps and prints them as a person would read them."""

    #: Seconds until what a moved clock has brought about must have arrived.
    SOON = 0.5

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url
        self._phones: dict[str, Phone] = {}
        self._began: datetime | None = None
        self.steps = 0
        self.failed = 0

    async def chapter(self, name: str, steps: Sequence[Step]) -> None:
        """Play until the end or the first step that fails: what follows would make no sense."""
        print(f"\n\n== {name.replace('-', ' ').capitalize()} ".ljust(WIDTH, "="))
        for step in steps:
            self.steps += 1
            try:
                await self.play(step)
            except Unseen as unseen:
                self.failed += 1
                print(f"\n  !! {unseen}")
                return

    async def play(self, step: Step) -> None:
        for person in {step.who, *(who for who, _ in step.sees)}:
            await self._phone(person).mark()
        await self.act(step)
        if step.does == "wait":
            await self._let_time_pass(step)
        if step.does == "silence":
            await self._hear_nothing(step)
            return
        told: list[tuple[str, dict[str, Any]]] = []
        for person, words in step.sees:
            read = (person, await self._phone(person).see(words))
            if read not in told:
                tell(person, words, read[1])
            told.append(read)

    async def act(self, step: Step) -> None:
        """Do what the step says, without waiting for what comes of it."""
        phone = self._phone(step.who)
        match step.does:
            case "send":
                words = await self._said(step.what)
                _print_line(step.who, f"types: {words}")
                await phone.send(words)
            case "tap":
                button = await phone.tap(step.what)
                _print_line(step.who, f"taps [{button['text']}]")
            case "allow":
                button = await phone.allow_at_google(step.what)
                _print_line(step.who, f"follows [{button['text']}] and allows it")
            case "share":
                _print_line(step.who, "shares their own contact")
                await phone.share_contact()
            case "photo":
                _print_line(step.who, "sends a photo")
                await phone.send_photo()
            case "page":
                address = await phone.open_app(step.what)
                saved = await phone_page.fill_in(self._session, address, ON_THE_PAGE)
                _print_line(step.who, "opens the intake page, answers there step by step"
                            f" ({saved} answers) and sends it")  # fmt: skip
            case "paste":
                _print_line(step.who, f"pastes what M-Pesa wrote: {await phone.paste_sms()}")
            case "code":
                _print_line(step.who, f"types the code from the mail: {await phone.type_code()}")
            case "follow":
                payload = await self._phone(step.what).link_to_bot()
                _print_line(step.who, f"opens the link that {step.what.capitalize()} sent on")
                await phone.send(f"/start {payload}")
            case "sms" | "ussd" | "ussd-answer" | "hang-up":
                await self._use_network(phone, step)
            case "pin" | "card" | "close" | "paybill":
                await self._pay(phone, step)
            case "block" | "unblock":
                _print_line(step.who, f"{step.does}s the bot")
                await phone.post(step.does, {})
            case "clock" | "until" | "past" | "wait" | "silence":
                await self._move_clock(phone, step)
            case _:
                service, name, *times = step.what.split()
                print(f"\n  (on the way, a fault: {name.replace('_', ' ')})")
                more = {"times": int(times[0])} if times else {}
                await fault(self._session, self._url, service, name, **more)

    async def _said(self, words: str) -> str:
        """With the address of the world, and with a day that is the same for all who name it."""
        began = self._began = self._began or await read_clock(self._session, self._url)

        def day(found: re.Match[str]) -> str:
            return f"{began + timedelta(days=int(found[1])):%d %b}"

        return A_DAY_AHEAD.sub(day, words.replace("{world}", self._url))

    async def _use_network(self, phone: Phone, step: Step) -> None:
        match step.does:
            case "sms":
                words = await self._said(step.what)
                sent = await phone.send_sms(words)
                _print_line(step.who, f"texts to {sent['to']}: {sent['text']}")
            case "ussd":
                screen = await phone.dial(step.what)
                _print_line(step.who, f"dials {screen['code']}")
            case "ussd-answer":
                await phone.answer_ussd(step.what)
                _print_line(step.who, f"answers the menu: {step.what}")
            case _:
                await phone.hang_up()
                _print_line(step.who, "hangs up")

    async def _pay(self, phone: Phone, step: Step) -> None:
        match step.does:
            case "pin":
                prompt = await phone.prompt()
                _print_line(step.who, f"is asked by M-Pesa for KES {prompt['amount']:,} to"
                            f" {prompt['business']}, reference {prompt['reference']},"
                            " and enters a PIN")  # fmt: skip
                await phone.enter_pin(step.what)
            case "card":
                paid = await phone.pay_by_card(step.what)
                _print_line(step.who, f"opens the pay link and uses the card “{step.what}”:"
                            f" {paid['gateway_response']}")  # fmt: skip
            case "close":
                _print_line(step.who, "closes the M-Pesa prompt")
                await phone.close_prompt()
            case _:
                paid = await phone.pay_bill(Bill.read(step.what))
                _print_line(step.who, f"pays KES {paid['amount']:,} to the Paybill"
                            f" {paid['business']}, account “{paid['account']}”")  # fmt: skip

    async def _move_clock(self, phone: Phone, step: Step) -> None:
        match step.does:
            case "clock":
                print(f"\n  … {_length(int(step.what))} later …")
                await move_clock(self._session, self._url, float(step.what))
            case "until":
                print(f"\n  … until {step.what} …")
                now = (await read_clock(self._session, self._url)).astimezone(NAIROBI)
                hour = time.fromisoformat(step.what)
                days = timedelta(days=now.time() >= hour)
                await move_clock_past(
                    self._session, self._url, datetime.combine(now.date() + days, hour, NAIROBI)
                )
            case "past":
                instant = await phone.instant(step.what)
                print(f"\n  … until {instant:%A, %H:%M} …")
                await move_clock_past(self._session, self._url, instant)
            case _:
                print("\n  … time passes …")

    async def _let_time_pass(self, step: Step) -> None:
        """Deadlines depend on the day on which the story is told: wait until the words come."""
        person, words = step.sees[0]
        for _ in range(LONGEST_WAIT):
            await self.pass_time(float(step.what))
            with contextlib.suppress(Unseen):
                await self._phone(person).see(words, timeout=self.SOON)
                return

    async def _hear_nothing(self, step: Step) -> None:
        """Pass the time bit by bit, so that whatever should not come would have its moment."""
        left = float(step.what)
        while left > 0:
            await self.pass_time(min(left, A_WHILE))
            left -= A_WHILE
        for person, words in step.sees:
            with contextlib.suppress(Unseen):
                await self._phone(person).see(words, timeout=self.SOON)
                raise AssertionError(f"{person} should not have seen “{words}”")

    async def pass_time(self, seconds: float) -> None:
        """Move the clock of the simulated world."""
        await move_clock(self._session, self._url, seconds)

    def _phone(self, person: str) -> Phone:
        if person not in self._phones:
            self._phones[person] = Phone(self._session, self._url, person)
        return self._phones[person]


def _length(seconds: int) -> str:
    """3600 -> 1 hour, 5400 -> 90 minutes, 20 -> 20 seconds."""
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length and (seconds % length == 0 or unit == "minute"):
            number = seconds // length
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{seconds} seconds"


def _print_line(person: str, line: str) -> None:
    print(f"\n  {person.capitalize()} {line}")
