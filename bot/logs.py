"""Structured logs that can't hold personal data: only known keys with code-like values go out.

Three lines of defence, all here and in `logs_filter`:
1. a key that is not in `ALLOWED` is dropped; `withheld` names it, so that its author notices;
2. a value that is not a number, an enum or one code-like word becomes `<text>`, and whatever looks
   like a phone number, a bot token or a checkout id is masked in any case;
3. an exception leaves with its type and place, and its message only if its class says
   `loggable = True`. Tracebacks, which quote messages, are never printed, not even by a crash.
Other libraries' lines come at WARNING and above, as the template that they wrote into their code,
without its arguments; a line without arguments may have been put together with an f-string, so
only its place goes out.
"""

import logging
import sys
import threading
from typing import Literal, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot import logs_filter

OURS = ("__main__", "bot", "handlers", "webhooks", "conversations", "services", "models")
LIBRARY = "library_message"

Format = Literal["console", "json"]


def set_up(level: str = "INFO", style: Format = "console", stream: TextIO | None = None) -> None:
    """Send all logs of this process through the filter to `stream` (standard error).

    Ours are written from `level` on, libraries' from WARNING on. Also takes over what the
    interpreter would print about uncaught exceptions. May be called again; the last call counts.
    """
    stream = stream or sys.stderr
    chain: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *chain,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_important)
    handler.setFormatter(
        ProcessorFormatter(
            use_get_message=False,
            pass_foreign_args=True,
            foreign_pre_chain=[*chain, _template],
            processors=[
                ProcessorFormatter.remove_processors_meta,
                logs_filter.describe_exception,
                logs_filter.only_allowed,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                _renderer(style, stream),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    _take_over_the_interpreter()


def _renderer(style: Format, stream: TextIO) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), sort_keys=False)


def _is_ours(logger: str) -> bool:
    return logger.split(".", 1)[0] in OURS


def _important(record: logging.LogRecord) -> bool:
    """A library may have set its own level, so the handler looks once more."""
    return record.levelno >= logging.WARNING or _is_ours(record.name)


def _template(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace a finished message by the constant that it was made from."""
    record: logging.LogRecord = event["_record"]
    event["event"] = LIBRARY
    event["at"] = f"{record.module}.{record.funcName}:{record.lineno}"
    if event.pop("positional_args", ()) and isinstance(record.msg, str):
        event["template"] = logs_filter.Template(record.msg)
    return event


def _take_over_the_interpreter() -> None:
    """What Python prints about a crash quotes the exception's message; ours does not."""
    sys.excepthook = lambda _type, error, _trace: _crashed("main", error)
    sys.unraisablehook = lambda details: _crashed("finalizer", details.exc_value)
    threading.excepthook = lambda details: _crashed("thread", details.exc_value)
    logging.raiseExceptions = False


def _crashed(where: str, error: BaseException | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        structlog.get_logger("bot.logs").critical("crashed", where=where, exc_info=error)
