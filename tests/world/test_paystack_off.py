"""A practice without Paystack's key: no endpoint, and nothing on the screens (X50)."""

from bot.story.steps import AMINA
from tests.town import HURRIED, open_town
from tests.world.carding import ASKED_FOR_PHONE, event, send, signed
from tests.world.paying import APPROVED, labels


async def test_x50_without_the_key_there_is_no_endpoint_and_no_button(database_url: str) -> None:
    async with open_town(database_url, **HURRIED, PAYSTACK_SECRET_KEY="") as here:
        raw = event("charge.success", id=1, reference="x")
        assert await send(here, raw, signed(raw, "")) == 404
        assert await send(here, raw) == 404
        async with here.session.get(f"{here.environment['PUBLIC_URL']}/pay/done") as response:
            assert response.status == 404
        await here.play((*APPROVED, ASKED_FOR_PHONE))
        asked = await here.phone(AMINA).expect("Which M-Pesa number")
        assert labels(asked) == ["By Paybill", "I have paid", "‹ Back", "Later"]
