"""The dictionary of indicators: what there is, what each means, and how it stands in the view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Protocol

import streamlit as st

import indicators
from base.plain import folded
from base.settings import PROJECT
from indicators import Field, Indicator, Row
from ui import answers, notes
from ui.formats import number
from ui.house import group_name
from ui.sources import field_name
from ui.tables import Column, pick, plain
from ui.view import View

SHOWN_ON = {
    "adoption": "adoption", "conversion": "conversion", "procedures": "procedures", "handling": "on_time", "operation": "unit",
    "reporting": "reports",
}  # fmt: skip
PROPERTIES = ("kind", "over_time", "format", "better", "population", "priority")


class Heading(Protocol):
    """A label or column of a form."""

    @property
    def form(self) -> str:
        """The form that asks."""

    @property
    def words(self) -> str:
        """What stands there."""


Headings = Callable[[str, str], Sequence[Heading]]


def themes() -> list[str]:
    """The themes of the shelf, in its order."""
    return list(dict.fromkeys(one.theme for one in indicators.catalogue().values()))


def theme_name(view: View, theme: str) -> str:
    """A theme in the reader's words; a new one keeps the name of its folder."""
    return view.say.sentences.get(f"theme.{theme}", theme)


def matching(text: str, theme: str | None) -> list[Indicator]:
    """The indicators of a theme (None: of all) whose names, code or definition hold every word, whatever their diacritics."""
    words = folded(text).split()
    return [
        one
        for one in indicators.catalogue().values()
        if theme in (None, one.theme) and all(word in _folded(one) for word in words)
    ]


def _folded(one: Indicator) -> str:
    return folded(
        " ".join((one.code, one.code.replace("_", " "), one.name_vi, one.name_en, one.definition_vi, one.definition_en))
    )


def listing(view: View, found: Sequence[Indicator]) -> str | None:
    """The indicators as a table with their present figures; gives the code of the row that the reader picked."""
    rows = _rows(view, tuple(one.code for one in found))
    columns = [Column("name", view.say("catalogue.name"))]
    columns += [Column("value", view.say("cell.value"), "number", 95), Column("coverage", view.say("table.coverage"), "number")]
    columns += [Column(name, view.say(f"catalogue.{name}")) for name in ("theme", "kind", "priority", "code")]
    chosen = pick(view, "catalogue", rows, columns, hint=view.say("catalogue.pick"))
    return chosen["code"] if chosen else None


def _rows(view: View, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    told = answers.totals(view)
    return [_row(view, answers.indicator(code), told.get(code)) for code in codes]


def _row(view: View, one: Indicator, row: Row | None) -> dict[str, Any]:
    told = {"name": one.name(view.language), "theme": theme_name(view, one.theme), "code": one.code, "priority": one.priority}
    return told | {
        "kind": view.say(f"catalogue.kind_{one.kind}"),
        "value": notes.said(view, one.code, row),
        "coverage": f"{number(row.reported, view.language)}/{number(row.expected, view.language)}" if row else "",
    }


def meaning(view: View, one: Indicator, headings: Headings) -> None:
    """Everything the dictionary says of an indicator: names, definition, rules, legal source, cells of the forms."""
    say = view.say
    other = one.name_vi if view.language == "en" else one.name_en
    facts = {"name": f"{one.name(view.language)} · {other}", "code": one.code, "theme": theme_name(view, one.theme)}
    facts["definition"] = one.definition_en if view.language == "en" else one.definition_vi
    facts |= {name: say(f"catalogue.{name}_{getattr(one, name).lower()}") for name in PROPERTIES}
    facts["source"] = one.source
    facts["drawn_from"] = "\n".join(_drawn(view, field, headings) for field in indicators.drawn_from(one))
    rows = [(say(f"catalogue.{name}"), escape(text).replace("\n", "<br>")) for name, text in facts.items()]
    body = "".join(f"<tr><th>{escape(head)}</th><td>{text}</td></tr>" for head, text in rows)
    st.html(f'<div class="qms plain meaning"><table><tbody>{body}</tbody></table></div>')
    with st.expander(say("catalogue.formula"), icon=":material/function:"):
        st.caption(say("catalogue.formula_note"))
        st.code(one.body, language="sql", wrap_lines=True)
    page = SHOWN_ON.get(one.theme)
    if page:
        st.page_link(
            PROJECT / "pages" / f"{page}.py", label=say("catalogue.shown_on", page=say(f"{page}.title")), icon=":material/link:"
        )


def _drawn(view: View, field: Field, headings: Headings) -> str:
    """A field as the forms print it: its heading, and the forms that have it."""
    found = headings(field.relation, field.name)
    kinds = [view.say.sentences.get(f"{field.relation}.{kind}", kind) for kind in field.kinds]
    words = found[0].words if found else field_name(view, field.name)
    forms = ", ".join(dict.fromkeys(one.form for one in found))
    return f"«{words}»" + (f" = {', '.join(kinds)}" if kinds else "") + (f" ({forms})" if forms else "")


def groups(view: View, one: Indicator) -> None:
    """The indicator by group of units: part, whole, value and coverage."""
    say, language = view.say, view.language
    rows = [
        {
            "group": group_name(row.key, language),
            "part": number(row.part, language),
            "whole": number(row.whole, language),
            "value": notes.said(view, one.code, row),
            "coverage": f"{number(row.reported, language)}/{number(row.expected, language)}",
        }
        for row in answers.rows(view, one.code, "group").values()
        if row.part is not None
    ]
    if not rows:
        st.caption(say("value.not_reported"))
        return
    shown = ("part", "whole", "value") if one.kind == "ratio" else ("value",)
    columns = [Column("group", say("table.group")), *(Column(name, say(f"catalogue.{name}"), "number") for name in shown)]
    plain(rows, [*columns, Column("coverage", say("table.coverage"), "number")], language)
