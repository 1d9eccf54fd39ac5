"""A bare aiogram bot: a dispatcher with one handler behind its own webhook handler."""

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from tests.benchmarks.peers.screens import PATH, TOKEN, Place, after, place


async def tap(query: CallbackQuery) -> None:
    text, rows = after(query.data or "")
    keyboard = [
        [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
        for row in rows
    ]
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(
            text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keyboard)
        )


def application(here: Place) -> web.Application:
    session = AiohttpSession(api=TelegramAPIServer.from_base(here.api))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(tap)

    async def start(bot: Bot) -> None:
        await bot.set_webhook(here.hook, max_connections=100)

    dispatcher.startup.register(start)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path=PATH)
    setup_application(app, dispatcher, bot=bot)
    return app


if __name__ == "__main__":
    where = place()
    web.run_app(application(where), host="127.0.0.1", port=where.port, access_log=None, print=None)
