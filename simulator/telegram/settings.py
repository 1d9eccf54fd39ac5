"""What a test may change of Telegram's behaviour."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(slots=True)
class Settings:
    """Flood control on or off; `retry_base` is the first pause between deliveries, seconds."""

    per_chat: bool = True
    overall: bool = True
    retry_base: float = 2.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
