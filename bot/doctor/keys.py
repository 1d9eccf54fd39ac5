"""The master keys: do they open what is sealed, is anything under an older one, who reads them?"""

import stat
from pathlib import Path

from bot.doctor.findings import Check, Finding, Visit, counted, good, warning, wrong
from services import key_rotation
from services.vault import MasterKeyWrong, Vault


async def _fit(visit: Visit) -> list[Finding]:
    vault = Vault(visit.settings.vault.keys)
    try:
        await vault.check()
    except MasterKeyWrong:
        return [wrong(
            "Keys: MASTER_KEYS do not open what this database has sealed.",
            "Put the former value back, older versions too: nothing is lost. Seal nothing before.",
        )]  # fmt: skip
    many = len(vault.masters.versions)
    versions = "one version" if many == 1 else f"{many} versions"
    return [good(f"Keys: MASTER_KEYS open what is sealed ({versions}).")]


async def _newest(visit: Visit) -> list[Finding]:
    masters = visit.settings.vault.keys
    used = await key_rotation.usage()
    older = {*used.wraps, *used.letters} - {masters.newest}
    left = sum(used.under(version) for version in older if version < masters.newest)
    if left:
        said = f"Keys: {counted(left, 'value')} still under an older version."
        return [warning(said, "Run `python -m bot keys rotate`.")]
    return [good("Keys: everything lies under the newest version.")]


async def _readers(visit: Visit) -> list[Finding]:
    files = (("the file of MASTER_KEYS", visit.settings.vault.file), (".env", visit.dotenv))
    found = (_file(name, path) for name, path in files if path)
    return [one for one in found if one]


def _file(name: str, path: Path) -> Finding | None:
    """None for one that isn't there."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        said = f"Keys: {name} can be read by others on this machine."
        return warning(said, f"chmod 600 {path}")
    return good(f"Keys: {name} is for its owner alone.")


CHECKS = (
    Check("Keys", _fit, needs_database=True),
    Check("Keys", _newest, needs_database=True),
    Check("Keys", _readers),
)
