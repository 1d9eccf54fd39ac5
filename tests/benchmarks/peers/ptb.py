"""A bare python-telegram-bot bot; 200 once the update is handled.

On the library's stock transport, or with `--our-transport` on the one that our program uses.
"""

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from services.channels.telegram_transport import AiohttpRequest
from tests.benchmarks.peers.screens import PATH, TOKEN, Place, after, place


async def tap(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query is not None
    text, rows = after(query.data or "")
    keyboard = [
        [InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows
    ]
    await query.answer()
    await query.edit_message_text(
        text, parse_mode="HTML", reply_markup=InlineKeyboardMarkup(keyboard)
    )


def application(here: Place) -> web.Application:
    builder = Application.builder().token(TOKEN).base_url(f"{here.api}/bot").updater(None)
    if here.our_transport:
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest())
    bot_app = builder.job_queue(None).build()
    bot_app.add_handler(CallbackQueryHandler(tap))

    async def update(request: web.Request) -> web.Response:
        await bot_app.process_update(Update.de_json(await request.json(), bot_app.bot))
        return web.Response()

    async def start(_app: web.Application) -> None:
        await bot_app.initialize()
        await bot_app.bot.set_webhook(here.hook, max_connections=100)

    app = web.Application()
    app.add_routes([web.post(PATH, update)])
    app.on_startup.append(start)
    return app


if __name__ == "__main__":
    where = place()
    web.run_app(application(where), host="127.0.0.1", port=where.port, access_log=None, print=None)
