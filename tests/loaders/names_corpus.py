"""5 000 names of the official lists, written as offices write them: every one must come back to its unit.

`python -m tests.loaders.names_corpus` prints what came back, by way of writing. The tables of TCVN3 and VNI are written
here a second time, the other way round, so that a letter that is wrong in the loaders cannot prove itself right.
"""

from __future__ import annotations

import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from loaders.grid import Grid
from loaders.legacy import in_unicode
from loaders.provinces import office_name
from loaders.reference import Territory, steps, territories
from loaders.register import Register, Succession, Unit

BEFORE, AFTER = (date(2024, 9, 15), date(2024, 12, 14)), (date(2025, 9, 15), date(2025, 12, 14))
SIZE, OF_THE_REST = 5_000, 1_000
TONES = "\u0300\u0301\u0309\u0303\u0323"  # grave, acute, hook, tilde, dot

# TCVN 5712:1993 VN3, from code A1 up; a blank has no letter.
_VN3 = {letter: code for letter, code in zip(
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ",
    map(chr, range(0xA1, 0xFF)), strict=True,
) if letter != " "}  # fmt: skip
# VNI: the letter, then a sign for its mark and tone.
_VNI_LETTER = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "ô", "ư": "ö", "đ": "ñ"}
_VNI_ALONE = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_MARK = {"ă": "ê", "â": "â", "ê": "â", "ô": "â"}
_VNI_TONE = {"ă": "èéúüë", "â": "àáåãä", "ê": "àáåãä", "ô": "àáåãä"}


def tcvn3(text: str) -> str:
    """Typed in .VnTime; toned capitals do not exist and were typed small."""
    return "".join(_VN3.get(letter) or _VN3.get(letter.lower(), letter) for letter in text)


def tcvn3_capitals(text: str) -> str:
    """Typed small in .VnTimeH, which shows capitals."""
    return tcvn3(text.lower())


def vni(text: str) -> str:
    """Typed in VNI-Times; the sign behind a capital is a capital too."""
    return "".join(_vni_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _vni_letter(letter: str) -> str:
    if letter != letter.lower():
        return _vni_letter(letter.lower()).upper()
    if letter in _VNI_ALONE:
        return _VNI_ALONE[letter]
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts if mark in TONES), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
    sign = _VNI_TONE.get(base, "øùûõï")[TONES.index(tone)] if tone else _VNI_MARK.get(base, "")
    return _VNI_LETTER.get(base, base) + sign


def decomposed(text: str) -> str:
    """As macOS and some web forms give it."""
    return unicodedata.normalize("NFD", text)


def other_tones(text: str) -> str:
    """hoà for hòa, khoẻ for khỏe, thuý for thúy."""

    def moved(found: re.Match[str]) -> str:
        first, tone = unicodedata.normalize("NFD", found[0][0])
        return unicodedata.normalize("NFC", first + found[0][1] + tone)

    return re.sub(r"(?<![qQ])(?:[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY])\b", moved, text)


_SHORT = {"xã": ("X.", "X. ", "x."), "phường": ("P.", "P. ", "p."), "thị trấn": ("TT.", "TT ", "T.T. ", "TT. "),
          "huyện": ("H.", "H. "), "quận": ("Q.", "Q. "), "thị xã": ("TX.", "TX "), "thành phố": ("TP.", "TP ", "Tp. ", "T.P. "),
          "tỉnh": ("T.", "tỉnh ")}  # fmt: skip
_COMMITTEES = ("UBND ", "U.B.N.D ", "Ủy ban nhân dân ", "Uỷ ban nhân dân ", "UBND\u00a0", "UB ND ", "")


def abbreviated(text: str, luck: random.Random) -> str:
    """Short forms of committee and kind, numbers with a zero, other apostrophes, spaces that do not show."""

    def short(found: re.Match[str]) -> str:
        return luck.choice(_SHORT[found[1].lower()])

    text = re.sub(r"^UBND ", lambda _: luck.choice(_COMMITTEES), text)
    text = re.sub(r"\b(xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh) (?=[^\W\d])", short, text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?i:phường|quận) (?=\d)", lambda found: luck.choice((found[0], found[0][0] + ".", found[0] + "0")), text)
    return text.replace("'", luck.choice("'’`´‘")).replace(" - ", luck.choice((" - ", " – ", "-")))


Writing = Callable[[str, random.Random], str]
WRITINGS: dict[str, Writing] = {
    "as listed": lambda text, luck: text,
    "TCVN3": lambda text, luck: tcvn3(text),
    "TCVN3 capitals": lambda text, luck: tcvn3_capitals(text),
    "VNI": lambda text, luck: vni(text),
    "NFD": lambda text, luck: decomposed(text),
    "upper case": lambda text, luck: text.upper(),
    "other tones": lambda text, luck: other_tones(text),
    "abbreviations": abbreviated,
    "TCVN3, abbreviations": lambda text, luck: tcvn3(abbreviated(text, luck)),
    "VNI, upper case": lambda text, luck: vni(text.upper()),
    "NFD, upper case, abbreviations": lambda text, luck: decomposed(abbreviated(text, luck).upper()),
}
IN_FULL = ("TCVN3", "VNI", "NFD", "upper case", "abbreviations")
FONTS = {
    "TCVN3": "tcvn3",
    "TCVN3 capitals": "tcvn3_capitals",
    "VNI": "vni",
    "TCVN3, abbreviations": "tcvn3",
    "VNI, upper case": "vni",
}


@cache
def country() -> Register:
    """The register of the whole country, offices named as in form F5 («UBND xã …»)."""
    units = (Unit(one.unit_id, office_name(one), one.parent_id, one.valid_from, one.valid_to) for one in territories())
    return Register(units, (), (Succession(step.old_unit, step.new_unit, step.kind) for step in steps()))


def small(name: str) -> str:
    """«xã Ea Tul», as it stands behind other words."""
    return name[0].lower() + name[1:]


@cache
def sample() -> tuple[tuple[Territory, str, str], ...]:
    """Communes of both lists with the names of their parents: district and province, or province alone."""
    known = {one.unit_id: one for one in territories()}
    communes = [one for one in territories() if one.unit_id[0] == "X"]
    chosen = random.Random(2025).sample(communes, SIZE)
    found = []
    for one in chosen:
        over = known[one.parent_id or ""]
        top = known[over.parent_id].name if over.parent_id else ""
        found.append((one, small(over.name), small(top) if top else ""))
    return tuple(found)


def size_of(way: str) -> int:
    """How many names are tried in a way of writing: all in those that offices were promised, fewer in mixtures of them."""
    return SIZE if way in IN_FULL else OF_THE_REST


def written(way: str) -> Iterator[tuple[Territory, str, str | None]]:
    """The sample in one way of writing, read as a sheet is read: unit, name and parent; by font, where there is one."""
    luck = random.Random(way)
    forms = []
    for number, (one, over, top) in enumerate(sample()[: size_of(way)]):
        name = office_name(one)
        above = f"{over}, {top}" if top else over
        if number % 3 == 0:
            rows = (name, above)
        elif number % 3 == 1:
            rows = (f"{name}, {above}", "")
        else:
            rows = (f"{name} {above.replace(', ', ' - ')}", "")
        forms.append([WRITINGS[way](text, luck) for text in rows])
    grid = Grid("Tổng hợp", forms, 0, 0, ())
    font = FONTS.get(way)
    fonts = {grid.cell(at, column): font for at in range(len(forms)) for column in (0, 1)} if font else {}
    read, _ = in_unicode(grid, fonts)
    for (one, _, _), (name, parent) in zip(sample()[: size_of(way)], read.rows, strict=True):
        yield one, name, parent or None


def came_back(way: str) -> tuple[Counter[str], list[tuple[str, str | None, str]]]:
    """How many came back 'right', 'ambiguous', 'unknown' or 'wrong', and those that were not right."""
    counted: Counter[str] = Counter()
    others = []
    for one, name, parent in written(way):
        period = BEFORE if one.valid_to else AFTER
        unit_id, finding = country().find({"code": None, "name": name, "parent": parent}, "Tổng hợp", "B2", period)
        if unit_id == one.unit_id:
            outcome = "right" if finding is None else f"right, {finding.rule}"
        else:
            outcome = "wrong" if unit_id else finding.rule if finding else "nothing"
        counted[outcome] += 1
        if not outcome.startswith("right"):
            others.append((name, parent, f"{outcome}: {one.unit_id} {one.name}, found {unit_id}"))
    return counted, others


def main() -> None:
    """One line a way of writing, and how fast the register is."""
    names = [office_name(one) for one in territories() if one.valid_to]
    started = time.perf_counter()
    register = Register(Unit(name, name, None, None, None) for name in names)
    built = time.perf_counter()
    first = register.find({"name": names[0]}, "S", "A1", BEFORE)
    ready = time.perf_counter()
    for name in names:
        register.find({"name": name}, "S", "A1", BEFORE)
    cold = time.perf_counter()
    for name in names:
        register.find({"name": name}, "S", "A1", BEFORE)
    warm = time.perf_counter()
    each = 1e6 / len(names)
    print(f"{len(names)} units: built {(built - started) * 1e3:.0f} ms, first name {(ready - built) * 1e3:.0f} ms, ", end="")
    print(f"a name {(cold - ready) * each:.0f} µs, again {(warm - cold) * each:.1f} µs; {first[0]}")
    for way in WRITINGS:
        started = time.perf_counter()
        counted, others = came_back(way)
        print(f"{way:32}{time.perf_counter() - started:6.2f} s  {dict(counted)}", *others[:5], sep="\n    ")


if __name__ == "__main__":
    main()
