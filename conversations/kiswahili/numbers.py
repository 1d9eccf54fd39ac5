"""Numbers in words: moja … kumi na mbili … hamsini, in each of their forms."""

_ONES = {
    1: "moja mosi mmoja kimoja moya", 2: "mbili pili mawili wawili viwili miwili mbil",
    3: "tatu matatu watatu vitatu mitatu", 4: "nne manne wanne vinne minne ne nnee",
    5: "tano matano watano vitano mitano tanu", 6: "sita", 7: "saba",
    8: "nane manane wanane vinane minane", 9: "tisa",
}  # fmt: skip
_TENS = {10: "kumi", 20: "ishirini ishrini", 30: "thelathini thelathin salasini",
         40: "arobaini arubaini", 50: "hamsini", 60: "sitini", 70: "sabini", 80: "themanini",
         90: "tisini"}  # fmt: skip
_VALUES = {
    word: value for table in (_ONES, _TENS) for value, words in table.items()
    for word in words.split()
}  # fmt: skip


def _any(table: dict[int, str]) -> str:
    words = [word for words in table.values() for word in words.split()]
    return "|".join(sorted(words, key=len, reverse=True))


#: Up to ninety-nine; the longest that fits comes first.
WORDS = rf"(?:(?:{_any(_TENS)})(?:\s*na\s*(?:{_any(_ONES)}))?|(?:{_any(_ONES)}))(?![a-z])"
#: In digits or in words.
NUMBER = rf"(?:\d{{1,3}}|{WORDS})"


def number(said: str) -> int:
    """What matched NUMBER, as a number."""
    if said.isdecimal():
        return int(said)
    total = 0
    rest = "".join(said.casefold().split())
    while rest:
        rest = rest.removeprefix("na") if rest[:4] != "nane" else rest
        word = next(w for w in sorted(_VALUES, key=len, reverse=True) if rest.startswith(w))
        total, rest = total + _VALUES[word], rest[len(word) :]
    return total
