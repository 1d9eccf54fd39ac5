"""Faults on demand: what a test asks a service to do wrong next."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(slots=True)
class Fault:
    """One ordered fault. `times` counts down; None means until cleared."""

    service: str
    fault: str
    times: int | None = 1
    phone: str | None = None
    method: str | None = None
    value: Any = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def fits(self, service: str, name: str, phone: str | None, method: str | None) -> bool:
        return (
            self.service == service
            and self.fault == name
            and self.phone in (None, phone)
            and (self.method is None or self.method.lower() == (method or "").lower())
        )


class Faults:
    """The faults waiting to happen, first ordered first taken."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._waiting: list[Fault] = []

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)
        self._changed()

    def clear(self) -> None:
        self._waiting.clear()
        self._changed()

    def take(
        self,
        service: str,
        name: str,
        phone: str | None = None,
        method: str | None = None,
        *,
        only_method: bool = False,
    ) -> Fault | None:
        """The first fitting fault, used up by one; None when all is well.

        A fault ordered for a phone or a method fits only that one; with `only_method` a fault
        ordered for no method in particular does not fit.
        """
        if not self._waiting:
            return None
        for fault in self._waiting:
            if only_method and fault.method is None:
                continue
            if fault.fits(service, name, phone, method):
                self._use(fault)
                return fault
        return None

    def as_json(self) -> list[dict[str, Any]]:
        return [fault.as_json() for fault in self._waiting]

    def _use(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)
        self._changed()
