"""E-mail, put together from its settings."""

from bot.settings import Settings
from services.channels.email import EmailChannel, EmailSettings


def email(settings: Settings) -> EmailChannel | None:
    """None: nobody is offered e-mail."""
    mail = settings.mail
    if mail is None:
        return None
    return EmailChannel(
        EmailSettings(
            host=mail.host,
            port=mail.port,
            sender=mail.sender,
            name=settings.practice.name,
            username=mail.username,
            password=mail.password.get_secret_value() if mail.password else None,
            security=mail.security,
        )
    )
