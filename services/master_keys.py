"""The master keys, by version: the newest wraps, the others only open what they once wrapped."""

from collections.abc import Callable, Mapping

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from services.errors import SmilingStepsError

#: What the house's own key is derived for; another use would be another key.
HOUSE = b"smiling-steps/house"


class MasterKeyWrong(SmilingStepsError):
    """MASTER_KEYS isn't what it was. Nothing is lost as long as nobody acts as if it were."""


class MasterKeys:
    """32-byte keys by version. `reread` looks again where they are kept, for a version not known.

    Keys are added while the program runs, so a version that another process has begun to use is
    looked up before it counts as missing.
    """

    def __init__(
        self, keys: Mapping[int, bytes], reread: Callable[[], Mapping[int, bytes]] | None = None
    ) -> None:
        self._keys = dict(keys)
        self._reread = reread
        self._house: dict[int, bytes] = {}

    @property
    def newest(self) -> int:
        return max(self._keys)

    @property
    def versions(self) -> tuple[int, ...]:
        return tuple(sorted(self._keys))

    def refresh(self) -> None:
        """Take up what has been added, and let go of what has been taken away."""
        if self._reread is not None:
            self._keys = dict(self._reread())
            self._house = {v: key for v, key in self._house.items() if v in self._keys}

    def key(self, version: int) -> bytes:
        """Raises MasterKeyWrong for a version that isn't kept."""
        if version not in self._keys:
            self.refresh()
        try:
            return self._keys[version]
        except KeyError as error:
            raise MasterKeyWrong("this version of the master key is not among them") from error

    def house(self, version: int) -> bytes:
        """The house's own key: derived, so it is never stored and changes with the master key."""
        key = self.key(version)
        if version not in self._house:
            self._house[version] = HKDF(SHA256(), 32, salt=None, info=HOUSE).derive(key)
        return self._house[version]
