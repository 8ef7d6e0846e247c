"""Names of units as people write them, and the key that all spellings of one name share.

A key ignores case, tone style, signs, «và», short forms and the words «Ủy ban nhân dân» before a territory; it keeps
the diacritics and the kind of territory. Spaces stay in it; `squeezed` takes them out for comparing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from loaders.folding import fold, fold_lines, one_space

_SHORT = tomllib.loads(Path(__file__).with_name("abbreviations.toml").read_text(encoding="utf-8"))
_KINDS: dict[str, str] = _SHORT["territory"]
_OFFICES: dict[str, str] = _SHORT["office"]
_FIELDS: dict[str, str] = _SHORT["field"]
_PLACES: dict[str, str] = _SHORT["place"]
KINDS = tuple(_KINDS.values())
_KIND = "(?:" + "|".join(KINDS) + ")"
_LETTERS = "[" + "".join(short for short in _KINDS if len(short) == 1) + "]"

# A name is one line; every step works on many lines at once, and starts with letters or signs that are rare.
_PARTED = re.compile(r"[|,;()\[\]/\\][|,;()\[\]/\\ ]*")
_COMMITTEE = re.compile(r"(?:(?:u[. ]*b[. ]*n[. ]*d|ủy ban n(?:hân|\.)? ?d(?:ân|\.)?)\b\.? ?)+")
_TWO_LETTERS = re.compile(r"\bt\. ?(?=[pxt]\b)")
_DOTTED = re.compile(rf"\b({'|'.join(_KINDS)})\. ?(?=\w)")
_UNDOTTED = re.compile(rf"\b({'|'.join(_KINDS)}) (?=\w)")
_NUMBERED = re.compile(r"\b([pq]) ?(?=\d)")
_OF_TERRITORY = re.compile(rf"ubnd (?<!\w ubnd )(?={_KIND} )")
_AND = re.compile(rf"^(?!{_KIND} )[^\n]* và [^\n]*", re.MULTILINE)
_OFFICE = re.compile(r"(?:^|(?<=\| ))(?:sở|phòng|ban|chi cục|cục|trung tâm|vp|văn phòng|bql|cc)\b[^|\n]*", re.MULTILINE)
_PLACE = re.compile(rf"(?<=thành phố )({'|'.join(_PLACES)})\b")
_ORDINAL = re.compile(r"\bsố (?=\d)")
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(rf"(phường|quận) ([ivx]+)(?= *(?:$|[|-]| {_KIND}\b))", re.MULTILINE)
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
_SPLIT = re.compile(rf" ?[|-] ?| (?=(?:ubnd )?{_KIND} )")
_EDGES = " |-"
_ROUNDS = 6
_DROPPED, _BLANK = "'\"“”„«»*", "&+_:"
_AT_HEAD = ("\n", "| ", "- ", "ubnd ")


@lru_cache(maxsize=50_000)
def unit_key(name: str) -> str:
    """A key that two spellings of one unit's name share."""
    key = fold(name)
    for _ in range(_ROUNDS):  # a sign that goes may leave a short form behind, or a mark beside its letter
        before, key = key, fold(_joined(_spelled(key.strip(_EDGES))))
        if key == before:
            break
    return key


def unit_keys(names: Iterable[str]) -> list[str]:
    """The keys of many names, in their order; much faster than one by one."""
    names = list(names)
    folded = fold_lines("\n".join([name.replace("\n", " ").strip(_EDGES) for name in names]))
    keys = zip(names, folded.split("\n"), _joined(_spelled(folded)).split("\n"), strict=True)
    return [key if line.endswith(key) else unit_key(name) for name, line, key in keys]


def squeezed(key: str) -> str:
    """A key without spaces: «Ea Tul» and «EaTul» are one name."""
    return key.replace(" ", "")


@lru_cache(maxsize=50_000)
def divided(name: str) -> tuple[tuple[str, str], ...]:
    """Ways to read a name as a unit and what stands over it, as two keys; the longest unit first.

    «UBND xã Ea Tul, huyện Cư M'gar» gives («xã ea tul», «huyện cư mgar»).
    """
    return tuple(_divisions(_spelled(fold(name).strip(_EDGES))))


def without_kind(key: str) -> str:
    """A key without the kind of territory that it begins with: «xã ea tul» gives «ea tul»."""
    return re.sub(rf"^{_KIND} ", "", key)


def _divisions(spelled: str) -> Iterator[tuple[str, str]]:
    for cut in reversed(list(_SPLIT.finditer(spelled))):
        head, tail = spelled[: cut.start()].strip(_EDGES), spelled[cut.end() :].strip(_EDGES)
        if head and tail:
            yield _joined(head), tail


def _joined(spelled: str) -> str:
    return one_space(spelled.replace("|", " ").replace("-", " ").replace(".", " "))


def _spelled(text: str) -> str:
    """Folded lines with short forms written out; «|» stands where a sign or a free-standing dash parted the words."""
    for sign in _DROPPED:
        text = text.replace(sign, "")
    for sign in _BLANK:
        text = text.replace(sign, " ")
    text = _PARTED.sub(" | ", text.replace(" - ", " | "))
    text = _COMMITTEE.sub("ubnd ", one_space(text))
    if "." in text:
        text = _DOTTED.sub(_kind, _TWO_LETTERS.sub("t", text)).replace(".", " ")
    text = _NUMBERED.sub(_kind, _UNDOTTED.sub(_kind_at_head, one_space(text)))
    text = _PLACE.sub(lambda found: _PLACES[found[1]], _OF_TERRITORY.sub("", text))
    if " và " in text:
        text = _AND.sub(lambda found: found[0].replace(" và ", " "), text)
    text = _NUMBER.sub(_without_zeros, _ORDINAL.sub("", text))
    return _OFFICE.sub(_office, _ROMAN.sub(_arabic, text))


def _kind(found: re.Match[str]) -> str:
    return _KINDS[found[1]] + " "


def _kind_at_head(found: re.Match[str]) -> str:
    """A short form without a full stop: only where a name begins; «tp» and «tx» anywhere but behind «Sở», «Phòng»."""
    before = found.string[max(0, found.start() - 6) : found.start()]
    if not before or before.endswith(_AT_HEAD):
        return _kind(found)
    anywhere = found[1] in ("tp", "tx") and not before.endswith(("sở ", "phòng ")) and before[-1] in " |-"
    return _kind(found) if anywhere else found[0]


def _without_zeros(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    return found[0] if before.isalnum() else found[0].lstrip("0") or "0"


def _arabic(found: re.Match[str]) -> str:
    return f"{found[1]} {_ROMANS.get(found[2], found[2])}"


def _office(found: re.Match[str]) -> str:
    """The name of an office with its fields of work written out, the longest short form first."""
    words = found[0].replace("-", " ").split()
    written = [_OFFICES.get(words[0], words[0])]
    at = 1
    while at < len(words):
        for end in range(min(len(words), at + 5), at, -1):
            full = _FIELDS.get("".join(words[at:end]))
            if full or end == at + 1:
                written.append(full or words[at])
                at = end
                break
    return " ".join(written) + (" " if found[0].endswith(" ") else "")
