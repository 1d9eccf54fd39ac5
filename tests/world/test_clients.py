"""/clients over HTTP: one's own, one more without Telegram, and nobody else's (P2, X63)."""

from uuid import uuid4

from bot.phones import Phone
from bot.story.booking import UNANSWERED
from bot.story.steps import AGREEING
from tests.town import Town


async def press(phone: Phone, data: str) -> None:
    """A button that isn't on the screen, as a forged client would press it."""
    message = (await phone.messages())[-1]
    await phone.post("tap", {"message_id": message["message_id"], "data": data, "stale": True})


async def test_p2_a_client_without_telegram(here: Town) -> None:
    brian = here.phone("brian")
    await brian.send("/clients")
    await brian.expect("Nobody yet")
    await brian.tap("Add a client")
    await brian.expect("What is their name?")
    await brian.send("Mama Wangari")
    await brian.expect("Which language does Mama Wangari read?")
    await brian.tap("Kiswahili")
    await brian.expect("Mama Wangari's phone number?")
    await brian.send("0733 000 002")
    await brian.expect("on your list now")
    client = (await here.sql("SELECT * FROM people WHERE phone = '+254733000002'"))[0]
    told = (client["name"], client["telegram_id"], client["language"])
    assert told == ("Mama Wangari", None, "sw")
    _, button = await brian.find("Book for them")
    assert button["data"] == f"desk:0:bookfor {client['public_id'].hex}"
    peter = here.phone("peter")
    await peter.send("/clients add")
    await peter.expect("What is their name?")
    await peter.send("Wangari")
    await peter.expect("Which language")
    await peter.send("sw")
    await peter.expect("phone number?")
    await peter.send("+254733000002")
    await peter.expect("added nobody twice")
    assert len(await here.sql("SELECT 1 FROM people WHERE phone = '+254733000002'")) == 1
    for phone in (brian, peter):
        await phone.tap("Book for them")
        await phone.expect("A session for Mama Wangari")


async def test_x63_a_guessed_client_is_refused_by_the_server(here: Town) -> None:
    await here.play((*UNANSWERED[:6], AGREEING))
    amina = (await here.sql("SELECT public_id FROM people WHERE telegram_id = 700000001"))[0]
    brian, peter = here.phone("brian"), here.phone("peter")
    await brian.send("/clients")
    await brian.tap("Amina")
    await brian.expect("Next session")
    for guess in (amina["public_id"], uuid4()):
        await peter.send("/clients")
        screen = await peter.expect("Nobody yet")
        _, button = await peter.find("Add a client")
        await press(peter, f"{button['data'].rpartition(':')[0]}:u{guess.hex}")
        await peter.expect("can't find that person among your clients")
        assert "Amina" not in screen["text"]
        await peter.mark()
    await here.phone("amina").send("/clients")
    await here.phone("amina").expect("for our psychologists")
