"""Whoever opens what is sealed is on record, or it is their own, or no person reads it (I5, D1).

The calls are followed upwards from each place that opens something. A new one that reaches somebody
without a row of the trail on its way is found here, and has to say which it is.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from tests.house.tree import ROOT

OPENS = {"open", "open_all", "open_bytes", "open_for_house"}

#: Here it is written down who looked: these call `services/audit`.
RECORDED = {
    "services/intake_reading.read", "services/session_notes.read", "services/exports.ask",
    "services/on_request.hand_out",
}  # fmt: skip
OWN = "one's own words, asked for by oneself"
NOBODY = "no person reads it: the program works with it"
#: Where no row is wanted, and why.
UNRECORDED = {
    # The client's own intake, in the chat and on the page.
    "handlers/perform/intake.": OWN,
    "handlers/intake_page.": OWN,
    "handlers/perform/booking.": "one's own answers of last time, taken over for a request",
    "services/mydata_told.intakes": "for /mydata, which exports.ask records",
    "handlers/perform/consents.": OWN,
    "services/drafts.load": "one's own unfinished dialogue",
    "services/reasons.of_proof": "for who judges the proof: a colleague's words about money",
    # /mydata and what an admin hands out: recorded when asked for, made when it is sent.
    "services/mydata_sessions.": "for /mydata, which exports.ask records",
    "services/mydata_money.": "for /mydata, which exports.ask records",
    # Machines.
    "services/sealed_letters.opened": "a letter on its way to whom it was written for",
    "services/inbox.": NOBODY, "services/key_rotation.": NOBODY, "services/vault.": NOBODY,
    "services/google_grants.": NOBODY, "services/outside_calendars.": NOBODY,
    "handlers/calendars.": NOBODY,
}  # fmt: skip


@dataclass
class Function:
    """By `folder/file.name`; what it calls, by the same names, and whether it opens or records.

    Methods of one name in one file count as one function.
    """

    calls: set[str] = field(default_factory=set)
    opens: bool = False
    records: bool = False


@cache
def _all() -> dict[str, Function]:
    found: dict[str, Function] = {}
    for folder in ("services", "handlers"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(file.read_text())
            module = str(file.relative_to(ROOT).with_suffix(""))
            known = dict(_imported(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    seen = found.setdefault(f"{module}.{node.name}", Function())
                    _see(seen, node, module, known)
    return found


def _functions() -> dict[str, Function]:
    """A copy to be changed."""
    return {name: replace(one, calls=set(one.calls)) for name, one in _all().items()}


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The name here, and what it stands for: a module `services/x`, a function `services/x.f`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            path = node.module.replace(".", "/")
            for name in node.names:
                is_module = (ROOT / path / f"{name.name}.py").exists()
                yield name.asname or name.name, f"{path}{'/' if is_module else '.'}{name.name}"


def _see(
    seen: Function, node: ast.FunctionDef | ast.AsyncFunctionDef, module: str, known: dict[str, str]
) -> None:  # fmt: skip
    for call in ast.walk(node):
        if not isinstance(call, ast.Call):
            continue
        match call.func:
            case ast.Name(id=name):
                seen.calls.add(known.get(name, f"{module}.{name}"))
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                seen.calls.add(f"{module}.{name}")
            case ast.Attribute(value=ast.Name(id=whose), attr=name) if whose in known:
                seen.calls.add(f"{known[whose]}.{name}")
                seen.records |= (known[whose], name) == ("services/audit", "record")
        if isinstance(call.func, ast.Attribute) and call.func.attr in OPENS:
            seen.opens |= ast.unparse(call.func.value).rpartition(".")[2].strip("_") == "vault"


def _reason(name: str) -> str | None:
    module = name.rpartition(".")[0] + "."
    return UNRECORDED.get(name) or UNRECORDED.get(module)


def _unrecorded(functions: dict[str, Function]) -> set[str]:
    """Ways from a seal to somebody with no row on them, by where they end."""
    left = {name for name, one in functions.items() if one.opens}
    assert left, "nothing opens anything?"
    seen: set[str] = set()
    found = set()
    while left:
        name = left.pop()
        seen.add(name)
        if name in RECORDED or _reason(name):
            continue
        callers = {other for other, one in functions.items() if name in one.calls} - {name}
        if not callers:
            found.add(name)
        left |= callers - seen
    return found


def test_d1_whoever_opens_what_is_sealed_is_on_record() -> None:
    assert _unrecorded(_functions()) == set()


def test_d1_what_is_said_to_record_does() -> None:
    functions = _functions()
    for name in RECORDED:
        module = name.rpartition(".")[0]
        helped = any(functions[each].records for each in functions[name].calls
                     if each.startswith(f"{module}.") and each in functions)  # fmt: skip
        assert functions[name].records or helped, name


def test_d1_a_new_way_to_read_is_found() -> None:
    """The test bites: a function that opens and tells nobody is named."""
    functions = _functions()
    functions["services/new.peek"] = Function(opens=True)
    functions["handlers/new.perform"] = Function(calls={"services/new.peek"})
    assert _unrecorded(functions) == {"handlers/new.perform"}
    functions["services/session_notes.read"].calls.add("services/new.peek")
    del functions["handlers/new.perform"]
    assert _unrecorded(functions) == set()


def test_d1_no_reason_is_left_over() -> None:
    names = {f"{name.rpartition('.')[0]}." for name in _functions()} | set(_functions())
    assert [name for name in UNRECORDED if name not in names] == []
    assert names >= RECORDED
