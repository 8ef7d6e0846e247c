"""A sheet as it was understood, and the form in which an analyst says what its headings mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Protocol

import streamlit as st

from ui.formats import literal
from ui.view import View

KINDS = ("heading", "data", "group", "total", "text", "ignored", "unknown")
NOTHING = ""
ACROSS = 3
_LONGEST = 60

Heading = tuple[str, str | None]  # its text, and that of the heading over it


class Understood(Protocol):
    """A heading as it was understood."""

    field: str | None
    label: str
    heading: str
    above: str | None


class Sketch(Protocol):
    """One sheet: its first cells as text, what each row was taken for, and what each column was taken for."""

    sheet: str
    layout: str | None
    rows: list[list[str]]
    row_kinds: list[str]
    first_row: int
    first_col: int
    columns: Mapping[int, Understood]
    header_rows: list[int]
    missing: list[str]


@dataclass(frozen=True, slots=True)
class Taught:
    """A heading, under another or anywhere, means a field of a layout; `basis`: on what that rests."""

    layout: str
    heading: str
    field: str
    above: str | None
    basis: str = ""


def picture(view: View, sketch: Sketch, labels: Mapping[str, str]) -> None:
    """The sheet with its rows and columns marked by what they were taken for; a sign stands beside every colour."""
    say = view.say
    legend = "".join(
        f'<span class="k-{kind}">{escape(say(f"teaching.mark_{kind}"))} {escape(say(f"teaching.{kind}"))}</span>'
        for kind in KINDS
    )
    width = max((len(row) for row in sketch.rows), default=0)
    letters = "".join(f"<th>{_letters(sketch.first_col + i)}</th>" for i in range(width))
    meanings = [_meaning(sketch.columns.get(i), labels) for i in range(width)]
    fields = "".join(f"<th{_known(sketch.columns.get(i))}>{escape(meaning)}</th>" for i, meaning in enumerate(meanings))
    told = f"<tr><th></th><th></th>{fields}</tr>" if any(meanings) else ""
    body = "".join(_row(sketch, i, width, say(f"teaching.mark_{kind}")) for i, kind in enumerate(sketch.row_kinds))
    st.html(
        f'<div class="qms sketch"><p class="legend">{legend}</p><div><table><thead><tr><th></th><th></th>{letters}</tr>'
        f"{told}</thead><tbody>{body}</tbody></table></div></div>"
    )


def _row(sketch: Sketch, at: int, width: int, mark: str) -> str:
    cells = [*sketch.rows[at], *[""] * (width - len(sketch.rows[at]))]
    label = sketch.columns.get(-1 - at)  # in a list of labels, rows are what columns are in a table
    written = "".join(
        f"<td{_known(label or sketch.columns.get(i))}>{escape(cell[:_LONGEST])}</td>" for i, cell in enumerate(cells)
    )
    kind, mark = sketch.row_kinds[at], "?" if label and not label.field else mark
    return f'<tr class="k-{kind}"><th>{sketch.first_row + at + 1}</th><th>{escape(mark)}</th>{written}</tr>'


def _known(found: Understood | None) -> str:
    return "" if found is None or not found.heading else ' class="known"' if found.field else ' class="unknown"'


def _meaning(found: Understood | None, labels: Mapping[str, str]) -> str:
    if found is None or not found.heading:
        return ""
    return labels.get(found.field, found.label) if found.field else "?"


def _letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def teach(view: View, sketch: Sketch, fields: Mapping[str, Mapping[str, str]], key: str, *, ready: bool) -> list[Taught]:
    """What the analyst says the headings mean, when the form is sent; else nothing.

    `fields` gives for each table that a sheet may hold the labels of its fields.
    """
    say = view.say
    names = list(fields)
    at = names.index(sketch.layout) if sketch.layout and sketch.layout in fields else None
    chosen = st.selectbox(
        say("teaching.layout"),
        names,
        index=at,
        format_func=lambda name: say.sentences.get(f"layout.{name}", name),
        key=f"{key}-layout",
        placeholder=say("teaching.choose"),
    )
    if chosen is None:
        return []
    headings = _headings(view, sketch, key)
    known = {found.heading: found.field for found in sketch.columns.values() if found.field and sketch.layout == chosen}
    missing = [fields[chosen].get(name, name) for name in sketch.missing] if sketch.layout == chosen else []
    if missing:
        st.caption(say("teaching.missing", missing=literal("; ".join(missing))))
    with st.form(f"{key}-form", border=True):
        asked = [one for one in headings if one[0] not in known]
        told = _choices(view, asked, fields[chosen], known, f"{key}-{chosen}-asked")
        if known:
            with st.expander(say("teaching.known", count=len(headings) - len(asked)), expanded=not asked):
                rest = [one for one in headings if one[0] in known]
                told |= _choices(view, rest, fields[chosen], known, f"{key}-{chosen}-known")
        basis = st.text_input(say("remembered.basis"), key=f"{key}-basis", max_chars=300)
        sent = st.form_submit_button(say("teaching.keep"), type="primary", icon=":material/school:", disabled=not ready)
    if not sent:
        return []
    return [
        Taught(chosen, heading, field, above, basis)
        for (heading, above), field in told.items()
        if field and known.get(heading) != field
    ]


def _choices(
    view: View, headings: Sequence[Heading], fields: Mapping[str, str], known: Mapping[str, str], key: str
) -> dict[Heading, str]:
    """A choice for each heading, three beside each other: read row by row, also where they stand below each other."""
    options = [NOTHING, *fields]
    told = {}
    for i, (heading, above) in enumerate(headings):
        if i % ACROSS == 0:
            across = st.columns(ACROSS)
        told[heading, above] = across[i % ACROSS].selectbox(
            literal(f"{above} › {heading}" if above else heading)[:120],
            options,
            index=options.index(known[heading]) if known.get(heading) in options else 0,
            format_func=lambda name: fields.get(name) or view.say("teaching.nothing"),
            key=f"{key}-{i}-{heading}",
        )
    return told


def _headings(view: View, sketch: Sketch, key: str) -> Sequence[Heading]:
    """The headings to speak of: those that were found, or the texts of the row that the analyst points at."""
    unknown_first = sorted(sketch.columns.values(), key=lambda column: column.field is not None)
    found = list(dict.fromkeys((column.heading, column.above) for column in unknown_first if column.heading))
    if found:
        return found
    wordy = [i for i, row in enumerate(sketch.rows) if sum(bool(cell) for cell in row) > 1]
    if not wordy:
        return []
    row = st.selectbox(
        view.say("teaching.row"),
        wordy,
        format_func=lambda i: f"{sketch.first_row + i + 1}: {' | '.join(filter(None, sketch.rows[i]))[:100]}",
        key=f"{key}-row",
    )
    return [(cell, None) for cell in sketch.rows[row] if cell]
