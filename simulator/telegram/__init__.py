"""Telegram's Bot API, as strict as the real server."""
