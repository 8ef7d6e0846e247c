"""Heading words: which fields a heading may mean, from the layouts and from what analysts have taught."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from base.ladder import EDITIONS
from loaders import values
from loaders.folding import bare
from loaders.layouts import Field, Layout, layouts

_WORDS = Path(__file__).with_name("words.toml")
# «Tổng số (3)=(4)+(5)», «Tổng số (hồ sơ)», «1. Mã đơn vị», «a) Tên đơn vị», «Tỷ lệ %»: the words are what counts.
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ORDINAL = re.compile(r"^(?:(?:\d{1,2}|[a-hivx]{1,4})\s*[.):]\s*)+|^[-+*•]\s*", re.IGNORECASE)
_SUM = re.compile(r"\s*\d{1,2}\s*=\s*\d[\d\s+\-]*$|\s*=[\s\d+\-=]*$")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an analyst taught: this heading, under `above` or anywhere, means this field of a layout."""

    layout: str
    heading: str
    above: str | None
    field: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a heading may stand for, and the headings above of which one must be there; None: any or none."""

    layout: Layout
    name: str
    above: frozenset[str] | None


@cache
def words(kind: str) -> frozenset[str]:
    """The declared words of a kind ('groups', 'signatures', 'values', 'senders'), folded."""
    return frozenset(map(bare, tomllib.loads(_WORDS.read_text(encoding="utf-8"))[kind]))


@cache
def plain(text: str) -> str:
    """A heading without its ordinal, its remarks in brackets and its sum of column numbers, folded."""
    kept = _SUM.sub("", _ASIDE.sub(" ", text))
    return bare(_ORDINAL.sub("", kept.strip()))


class Heads:
    """The shelf of layouts as an index of heading words; `lessons` add to it."""

    def __init__(self, lessons: Sequence[Lesson] = ()) -> None:
        taught = [lesson for lesson in lessons if lesson.layout in layouts() and lesson.field in layouts()[lesson.layout].fields]
        self._columns = dict(_declared_columns())
        self._labels = {name: dict(index) for name, index in _declared_labels().items()}
        for lesson in taught:
            layout, heading = layouts()[lesson.layout], bare(lesson.heading)
            if layout.kind == "labels":
                self._labels[layout.name][heading] = lesson.field
            else:
                above = frozenset({bare(lesson.above)}) if lesson.above else None
                # What was taught comes first: it may say of a known word that here it means something else.
                self._columns[heading] = [Meaning(layout, lesson.field, above), *self._columns.get(heading, ())]

    def knows(self, cell: Any) -> bool:
        """Whether a cell reads like a column's heading."""
        return type(cell) is str and cell != "" and (bare(cell) in self._columns or plain(cell) in self._columns)

    def columns(self, path: Sequence[str]) -> Iterator[tuple[Layout, str]]:
        """The fields that a column may hold, by its headings from top to bottom; at most one of a layout."""
        folded = [bare(text) for text in path]
        above = set(folded[:-1]) | {plain(text) for text in path[:-1]}
        taken: set[str] = set()
        for leaf in dict.fromkeys((folded[-1], plain(path[-1]))):
            for meaning in self._columns.get(leaf, ()):
                fits = meaning.above is None or not meaning.above.isdisjoint(above)
                if fits and meaning.layout.name not in taken:
                    taken.add(meaning.layout.name)
                    yield meaning.layout, meaning.name
            yield from _editions(leaf, above)

    def label(self, layout: Layout, cell: str) -> str | None:
        """The field that a label names in a list of labels."""
        index = self._labels[layout.name]
        return index.get(bare(cell)) or index.get(plain(cell))


def _editions(leaf: str, above: set[str]) -> Iterable[tuple[Layout, str]]:
    """Columns of marks: «9001:2015» under «Phiên bản đang áp dụng»."""
    edition = leaf.rsplit(" ", 1)[-1]
    if edition in EDITIONS and values.edition(leaf) == edition:
        for layout, field in _marked():
            if field.under and not layout.under[field.under].isdisjoint(above):
                yield layout, f"{field.name}:{edition}"


@cache
def _marked() -> list[tuple[Layout, Field]]:
    return [(layout, field) for layout in layouts().values() for field in layout.fields.values() if field.type == "edition_mark"]


@cache
def _declared_columns() -> Mapping[str, list[Meaning]]:
    index: dict[str, list[Meaning]] = {}
    for layout in layouts().values():
        if layout.kind != "table":
            continue
        for field in layout.fields.values():
            above = layout.under[field.under] if field.under else None
            for head in field.heads:
                index.setdefault(head, []).append(Meaning(layout, field.name, above))
            for head in (*field.alone, *_joined(field, above or ())):
                index.setdefault(head, []).append(Meaning(layout, field.name, None))
    return index


def _joined(field: Field, above: Iterable[str]) -> Iterator[str]:
    """A heading and the one above it in one cell, in either order."""
    for head in field.heads:
        for word in above:
            yield f"{word} {head}"
            yield f"{head} {word}"


@cache
def _declared_labels() -> Mapping[str, dict[str, str]]:
    labelled = [layout for layout in layouts().values() if layout.kind == "labels"]
    return {layout.name: {head: field.name for field in layout.fields.values() for head in field.heads} for layout in labelled}
