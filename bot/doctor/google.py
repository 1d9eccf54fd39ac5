"""Google: is the OAuth client known, and where does it send people back to?"""

from bot.doctor import asking
from bot.doctor.findings import Check, Finding, Visit, good, warning, wrong
from webhooks.google import PATH

CLIENT = ".apps.googleusercontent.com"


async def _client(visit: Visit) -> list[Finding]:
    """Asks to renew a grant that doesn't exist: only a client that Google knows hears so."""
    google = visit.settings.google
    if google is None:
        return [good("Google Meet: off, GOOGLE_CLIENT_ID is empty.")]
    if not google.client_id.endswith(CLIENT):
        todo = f"Copy the client ID from Google Cloud's console: it ends in {CLIENT}"
        return [wrong("Google Meet: GOOGLE_CLIENT_ID is not an OAuth client's id.", todo)]
    asked = {
        "client_id": google.client_id,
        "client_secret": google.client_secret.get_secret_value(),
        "grant_type": "refresh_token",
        "refresh_token": "of-nobody",
    }
    try:
        answer = await asking.ask(visit.session, "POST", f"{google.token_url}/token", data=asked)
    except asking.NoAnswer as error:
        todo = "Let this machine reach GOOGLE_TOKEN_URL by https."
        return [wrong(f"Google Meet: not reached ({error}).", todo)]
    match answer.body.get("error"):
        case "invalid_grant":
            return [good("Google Meet: Google knows the OAuth client.")]
        case "invalid_client" | "unauthorized_client":
            todo = "Copy GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET anew from Google's console."
            return [wrong("Google Meet: Google does not know the OAuth client.", todo)]
        case _:
            said = f"Google Meet: answers with HTTP {answer.status}."
            return [warning(said, "Try again in a few minutes.")]


async def _way_back(visit: Visit) -> list[Finding]:
    if visit.settings.google is None:
        return []
    address = f"{visit.settings.server.public_url}{PATH}"
    return [good(f"Google Meet: the redirect URI to enter there is {address}")]


CHECKS = (Check("Google Meet", _client), Check("Google Meet", _way_back))
