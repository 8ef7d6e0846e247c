"""Where the forms have a field: for people who ask what a figure is drawn from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.forms import Form, forms
from loaders.layouts import Layout, layouts

_NUMBER = re.compile(r"\((F\d+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A label or column of a form: the form's number (F1, F2, …), the words as the form prints them."""

    form: str
    words: str


@cache
def headings_of(relation: str, field: str) -> tuple[Heading, ...]:
    """The headings that become a field of the store, one a form, forms in order of rank."""
    found: dict[str, Heading] = {}
    for form in forms().values():
        for name in sorted(form.needs) + sorted(form.may):
            for words in _words(layouts()[name], relation, field):
                found.setdefault(form.code, Heading(_number(form), words))
    return tuple(found.values())


def _number(form: Form) -> str:
    known = _NUMBER.search(form.name_vi)
    return known[1] if known else form.name_vi


def _words(layout: Layout, relation: str, field: str) -> list[str]:
    places = {name: (name.rpartition(".")[0] or layout.relation, name.rpartition(".")[2]) for name in layout.fields}
    return [layout.fields[name].label_vi for name, place in places.items() if place == (relation, field)]
