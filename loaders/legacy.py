"""Text typed in the fonts of before Unicode: TCVN3 (.VnTime, .VnTimeH …) and VNI (VNI-Times …).

Inside a workbook such text is valid Unicode that means other letters. The cell's font says so first; without a font,
the letters do: a text is converted only if it is not Vietnamese as it stands and is Vietnamese when converted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from loaders.findings import Finding
from loaders.grid import Grid

_PLAIN = "aăâeêioôơuưy"
_TONED = {base: [unicodedata.normalize("NFC", base + tone) for tone in "\u0300\u0301\u0309\u0303\u0323"] for base in _PLAIN}

# One byte a letter; in the order grave, acute, hook, tilde, dot.
_TCVN3_TONED = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: skip
_TCVN3 = {old: new for base, olds in _TCVN3_TONED.items() for old, new in zip(olds, _TONED[base], strict=True)} | {
    "¨": "ă", "©": "â", "ª": "ê", "«": "ô", "¬": "ơ", "\u00ad": "ư", "®": "đ",
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ",
}  # fmt: skip

# A letter and a mark behind it; five letters stand alone.
_VNI_MARKS = {
    "a": ("a", "øùûõï"), "ă": ("a", "èéúüë"), "â": ("a", "àáåãä"), "e": ("e", "øùûõï"), "ê": ("e", "àáåãä"),
    "o": ("o", "øùûõï"), "ô": ("o", "àáåãä"), "ơ": ("ô", "øùûõï"), "u": ("u", "øùûõï"), "ư": ("ö", "øùûõï"),
    "y": ("y", "øùûõ"),
}  # fmt: skip
_VNI = {
    letter + mark: new
    for base, (letter, marks) in _VNI_MARKS.items()
    for mark, new in zip(marks, _TONED[base], strict=False)
} | {
    "aê": "ă", "aâ": "â", "eâ": "ê", "oâ": "ô", "ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ",
    "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
}  # fmt: skip
_VNI |= {old.upper(): new.upper() for old, new in _VNI.items()} | {
    old[0].upper() + old[1]: new.upper() for old, new in _VNI.items() if len(old) == 2
}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RHYME = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|iê|iêu|yê|yêu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ơi|ua|ui|uâ|uây|uê|uô|"
    "uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|uo|ue|uă"
)
_SYLLABLE = rf"(?:{_ONSET})?(?:{_RHYME})(?:ngh|ng|nh|ch|[cmnpt])?$"  # compiled where it is first needed: rarely
_TONE_MARKS = dict.fromkeys(map(ord, "\u0300\u0301\u0309\u0303\u0323"))
_WORD = re.compile(r"[^\W\d_]+")


def encoding_of_font(font: str) -> str | None:
    """'tcvn3', 'tcvn3_capitals' or 'vni' for the fonts of that time; None for every other."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3_capitals" if name.endswith("h") else "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ", "vni_")) else None


def convert(text: str, encoding: str) -> str:
    """The text as it was meant, composed (NFC)."""
    if encoding == "vni":
        return unicodedata.normalize("NFC", _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text))
    meant = "".join(_TCVN3.get(letter, letter) for letter in text)
    return meant.upper() if encoding == "tcvn3_capitals" else meant


@lru_cache(maxsize=50_000)
def encoding_of_letters(text: str) -> str | None:
    """'tcvn3' or 'vni' where the letters leave no other reading; None where the text may stand as it is."""
    if text.isascii() or _is_vietnamese(text):
        return None
    readings = [encoding for encoding in ("tcvn3", "vni") if _is_vietnamese(convert(text, encoding))]
    return readings[0] if len(readings) == 1 else None


def _is_vietnamese(text: str) -> bool:
    """Whether every word with a letter outside ASCII is a Vietnamese syllable."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()) if not word.isascii()]
    symbols = [sign for sign in text if not sign.isascii() and not sign.isalpha() and sign in _TCVN3]
    return not symbols and all(re.match(_SYLLABLE, _toneless(word)) for word in words)


def _toneless(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONE_MARKS))


# Letters that the old fonts have no code for: a sheet that holds one was typed in Unicode.
_UNICODE = re.compile("[\u1ea0-\u1ef9\u0103\u0111\u01a1\u01b0\u0102\u0110\u01a0\u01af\u0300\u0301\u0303\u0309\u0323]")


def in_unicode(grid: Grid, fonts: Mapping[str, str]) -> tuple[Grid, Finding | None]:
    """A sheet with its old text converted, and the finding that says so; the sheet itself where there is none.

    `fonts` gives the encoding of cells by address. Cells without an old font are judged by their letters, but only
    on a sheet that holds no Vietnamese in Unicode; there the reading that most of its texts allow decides the rest.
    """
    by_letters = None if _is_unicode(grid) else _vote(cell for row in grid.rows for cell in row if type(cell) is str)
    if not fonts and by_letters is None:
        return grid, None
    rows, count, first = [], 0, None
    for at, row in enumerate(grid.rows):
        fresh = list(row)
        for column, cell in enumerate(row):
            if type(cell) is not str or cell.isascii():
                continue
            encoding = fonts.get(grid.cell(at, column)) or by_letters
            meant = convert(cell, encoding) if encoding else cell
            if meant != cell:
                fresh[column], count = meant, count + 1
                first = first or (grid.cell(at, column), cell, meant)
        rows.append(fresh)
    if first is None:
        return grid, None
    details = {"count": count, "meant": first[2]}
    return Grid(grid.sheet, rows, grid.top, grid.left, grid.merges), Finding(
        "text_converted", grid.sheet, first[0], first[1], details
    )


def _is_unicode(grid: Grid) -> bool:
    return any(_UNICODE.search(cell) for row in grid.rows for cell in row if type(cell) is str)


def _vote(texts: Iterable[str]) -> str | None:
    votes = Counter(encoding for text in set(texts) if (encoding := encoding_of_letters(text)))
    ranked = votes.most_common(2)
    clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > 2 * ranked[1][1])
    return ranked[0][0] if clear else None
