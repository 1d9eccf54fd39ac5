"""`/sim/mail` and the mail inboxes of phones: what has arrived, and where the server is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from simulator.mail import PASSWORD, USERNAME

if TYPE_CHECKING:
    from simulator.world import World


def routes(world: World) -> list[web.RouteDef]:
    """Reading only: mails come by SMTP."""
    inboxes = Inboxes(world)
    return [
        web.get("/sim/phones/{id}/mail", inboxes.of_phone),
        web.get("/sim/mail", inboxes.elsewhere),
        web.get("/sim/mail/server", inboxes.server),
    ]


class Inboxes:
    """Mails, oldest first."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def of_phone(self, request: web.Request) -> web.Response:
        phone = self.world.phones.get(request.match_info["id"])
        if phone is None:
            return web.json_response({"error": "no such phone"}, status=404)
        return web.json_response([mail.as_json() for mail in phone.mail])

    async def elsewhere(self, request: web.Request) -> web.Response:
        """Those for addresses that no phone's owner has."""
        return web.json_response([mail.as_json() for mail in self.world.elsewhere])

    async def server(self, request: web.Request) -> web.Response:
        host, port = self.world.smtp
        return web.json_response(
            {"host": host, "port": port, "username": USERNAME, "password": PASSWORD}
        )
