"""PUBLIC_URL: an address that others can call back."""

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from bot.settings_rules import WORDS_REFUSED
from bot.settings_types import is_loopback

_PROXY = "Point the HTTPS proxy at LISTEN_HOST and LISTEN_PORT, and start the program."


async def _form(visit: Visit) -> list[Finding]:
    server = visit.settings.server
    said: list[Finding] = []
    if is_loopback(server.public_url) and not server.is_simulated:
        todo = "Set it to the https address under which the internet reaches this program."
        said.append(wrong("Address: PUBLIC_URL is on this machine, nobody can call it.", todo))
    words = [word for word in WORDS_REFUSED if word in server.public_url.lower()]
    if words:
        todo = "Choose an address without it: M-Pesa refuses to call this one."
        said.append(wrong(f"Address: PUBLIC_URL has the word “{words[0]}” in it.", todo))
    return said or [good("Address: PUBLIC_URL has a form that M-Pesa and Telegram take.")]


async def _reached(visit: Visit) -> list[Finding]:
    """From here, which is not from the internet: what can't be known is a warning."""
    try:
        answer = await asking.ask(
            visit.session, "GET", f"{visit.settings.server.public_url}/health"
        )
    except asking.NoAnswer as error:
        if "certificate" in str(error):
            todo = "Renew it: neither Telegram nor M-Pesa calls an address without a valid one."
            return [wrong("Address: the certificate at PUBLIC_URL is not valid.", todo)]
        said = f"Address: PUBLIC_URL is not reached from here ({error})."
        todo = f"{_PROXY} If only this network can't reach it, look at /health from a phone."
        return [warning(said, todo)]
    return [_judged(answer)]


def _judged(answer: asking.Answer) -> Finding:
    status = answer.body.get("status")
    match answer.status:
        case 200 if status == "ok":
            return good("Address: the program answers at PUBLIC_URL.")
        case 200 if status == "degraded":
            todo = "Look at the queues below and at the program's log."
            return warning("Address: the program answers, but its queues are long.", todo)
        case 503 if status == "down":
            todo = "See the database above; the program goes on by itself once it is back."
            return wrong("Address: the program answers, but has no database.", todo)
        case 502 | 503 | 504:
            said = f"Address: a proxy answers at PUBLIC_URL, not the program ({answer.status})."
            return warning(said, _PROXY)
        case code if 300 <= code < 400:
            todo = "Set it to where it is sent on to: callbacks don't follow."
            return wrong(f"Address: PUBLIC_URL sends callers on ({code}).", todo)
        case code:
            said = f"Address: something else answers at PUBLIC_URL/health ({code})."
            return wrong(said, _PROXY)


CHECKS = (Check("Address", _form), Check("Address", _reached))
