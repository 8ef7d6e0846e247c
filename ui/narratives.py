"""What units write, on the page: how many speak of each theme, and their own words with the place of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

import indicators
from base.period import parse_period
from base.plain import spans
from base.themes import NOTHING, themes
from indicators import Narrative
from ui import answers, figures
from ui.address import ALL, picker
from ui.charts import chart
from ui.figures import Part
from ui.formats import moment, number, period_name
from ui.house import group_name, house
from ui.tables import Column, download, plain
from ui.usual import FIRST, SECOND, THIRD
from ui.view import View

TOPICS = {"difficulty": SECOND, "proposal": FIRST, "result": THIRD}
UNCLASSIFIED = "unclassified"
MOST_PASSAGES, MOST_UNITS, MOST_PERIODS = 40, 60, 8
COLUMNS = ("unit", "group", "period", "topic", "themes", "body", "file", "sheet", "row")


@dataclass(frozen=True, slots=True)
class Sought:
    """What the reader looks for: a theme (None: any), a topic, words, in the view's quarter or in all of them."""

    theme: str | None
    topic: str | None
    text: str
    every: bool

    @property
    def narrows(self) -> bool:
        """Whether less than everything is looked for."""
        return bool(self.theme or self.topic or self.text)


def told(view: View, *, every: bool) -> tuple[Narrative, ...]:
    """What the view's units wrote in its quarter, or in all quarters."""
    asked = house(view.programme).periods if every else (view.period,)
    found: tuple[Narrative, ...] = answers.record(view, "narratives", asked, view.scope)
    return found


def said(view: View, narratives: Sequence[Narrative]) -> str:
    """The answer in a sentence: how many units wrote, of what most of all."""
    say, language = view.say, view.language
    period = period_name(view.period, language)
    speaking = [one for one in narratives if NOTHING not in one.themes]
    if not speaking:
        return say("narratives.lead_none", period=period)
    counts = {topic: number(sum(one.topic == topic for one in speaking), language) for topic in ("difficulty", "proposal")}
    code, most = _counted(speaking).most_common(1)[0]
    units = number(len({one.unit_id for one in speaking}), language)
    theme = theme_name(view, code).lower()
    return say("narratives.lead", period=period, units=units, theme=theme, most=number(most, language), **counts)


def seek(view: View) -> Sought:
    """The filters: words, theme, topic, one quarter or all."""
    say = view.say
    words_side, theme_side, topic_side = st.columns([3, 2, 3])
    text = words_side.text_input(say("narratives.search"), key="narratives-search", placeholder=say("narratives.search_hint"))
    with theme_side:
        options = [ALL, *themes(), UNCLASSIFIED, NOTHING]
        theme, _ = picker("theme", say("narratives.theme"), options, ALL, lambda code: theme_name(view, code))
    with topic_side, st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.pills(
            say("narrative.topic"), list(TOPICS), key="narratives-topic", format_func=lambda one: say(f"narrative.short_{one}")
        )
        every = st.toggle(say("narratives.every"), key="narratives-every")
    return Sought(theme or None, topic, text, every)


def found(view: View, sought: Sought) -> list[Narrative]:
    """The narratives that the reader looks for."""
    theme = "" if sought.theme == UNCLASSIFIED else sought.theme
    return indicators.heard(told(view, every=sought.every), theme=theme, topic=sought.topic, text=sought.text)


def theme_name(view: View, code: str) -> str:
    """A theme in the reader's language."""
    if code in themes():
        return themes()[code].name(view.language)
    return view.say({ALL: "narratives.every_theme", NOTHING: "narratives.says_nothing"}.get(code, "narratives.unclassified"))


def by_theme(view: View, sought: Sought, narratives: Sequence[Narrative]) -> None:
    """Bars: how many passages speak of each theme, by topic; «không có» is no theme and is counted apart."""
    counts = {topic: _counted(one for one in narratives if one.topic == topic) for topic in TOPICS}
    every = sum(counts.values(), Counter())
    codes = [code for code, _ in every.most_common() if code not in (NOTHING, UNCLASSIFIED)]
    codes += [code for code in (UNCLASSIFIED,) if every[code]]
    if not codes:
        return
    say = view.say
    parts = [
        Part(say(f"narrative.{topic}"), [counts[topic][code] for code in codes], kind.color, kind.pattern)
        for topic, kind in TOPICS.items()
        if counts[topic]
    ]
    names = [theme_name(view, code) for code in codes]
    key = f"narratives-{sought}"
    chart(view, key, say("narratives.by_theme"), lambda: figures.bars(names, parts, view.language), note=say("narratives.note"))


def across(view: View, narratives: Sequence[Narrative]) -> None:
    """Two tables: themes by group of units, and by quarter."""
    say = view.say
    groups, periods = st.tabs([say("narratives.by_group"), say("narratives.by_period")])
    with groups:
        known = [group for group in house(view.programme).groups if any(one.group == group for one in narratives)]
        _table(view, {group_name(group, view.language): [one for one in narratives if one.group == group] for group in known})
    with periods:
        every = indicators.heard(told(view, every=True))
        labels = sorted({one.period for one in every}, key=lambda label: parse_period(label).end)[-MOST_PERIODS:]
        _table(
            view, {period_name(parse_period(label), view.language): [o for o in every if o.period == label] for label in labels}
        )


def _table(view: View, columns: dict[str, list[Narrative]]) -> None:
    counts = {name: _counted(narratives) for name, narratives in columns.items()}
    every = sum(counts.values(), Counter())
    rows = [
        {"theme": theme_name(view, code), **{name: counted[code] for name, counted in counts.items()}}
        for code, _ in every.most_common()
    ]
    plain(rows, [Column("theme", view.say("narratives.theme")), *(Column(name, name, "count") for name in counts)], view.language)


def _counted(narratives: Iterable[Narrative]) -> Counter[str]:
    counts = indicators.by_theme(narratives)
    return Counter({code or UNCLASSIFIED: count for code, count in counts.items()})


def passages(view: View, sought: Sought, narratives: Sequence[Narrative]) -> list[str]:
    """Each passage once, those of most units first, with its units and places one click away; gives the passages shown."""
    say = view.say
    said: dict[tuple[str, str], list[Narrative]] = {}
    for one in narratives:
        said.setdefault((one.topic, one.body), []).append(one)
    ordered = sorted(said.values(), key=lambda same: (NOTHING in same[0].themes, -len(same)))
    st.html("".join(_passage(view, sought, same) for same in ordered[:MOST_PASSAGES]))
    if len(ordered) > MOST_PASSAGES:
        counts = {"shown": number(MOST_PASSAGES, view.language), "all": number(len(ordered), view.language)}
        st.caption(say("finding.more", **counts))
    rows = [_row(view, one) for one in narratives]
    download(view, "narratives", rows, [Column(name, say(f"narratives.column_{name}")) for name in COLUMNS])
    return list(dict.fromkeys(same[0].body for same in ordered[:MOST_PASSAGES]))


def _passage(view: View, sought: Sought, same: Sequence[Narrative]) -> str:
    say, one = view.say, same[0]
    chips = "".join(f"<span>{escape(theme_name(view, code))}</span>" for code in one.themes or (UNCLASSIFIED,))
    hand = ""
    if one.coded:
        fields = {"who": one.coded.who, "at": moment(one.coded.at, view.language), "reason": one.coded.reason or ""}
        hand = f"<p>{escape(say('narratives.by_hand', **fields))}</p>"
    units = "".join(f"<li>{_unit(view, each)}</li>" for each in same[:MOST_UNITS])
    if len(same) > MOST_UNITS:
        units += f"<li>{escape(say('narratives.more_units', count=number(len(same) - MOST_UNITS, view.language)))}</li>"
    count = say("narratives.units", count=number(len({each.unit_id for each in same}), view.language))
    return (
        f'<section class="qms claim passage {one.topic}"><p class="said">{_marked(one.body, sought)}</p>'
        f'<p class="chips"><b>{escape(say(f"narrative.short_{one.topic}"))}</b>{chips}</p>{hand}'
        f"<details><summary>{escape(count)}</summary><ul>{units}</ul></details></section>"
    )


def _unit(view: View, one: Narrative) -> str:
    link = "unit?" + urlencode(replace(view, place=None, group=None).address() | {"unit": one.unit_id})
    place = view.say("contents.place", file=one.file, sheet=one.sheet, row=one.row)
    period = period_name(parse_period(one.period), view.language)
    return f'<a href="{escape(link)}" target="_self">{escape(one.unit)}</a> · {escape(period)} · {escape(place)}'


def _marked(body: str, sought: Sought) -> str:
    """The passage with the words that were searched, or those of the theme that was chosen, marked."""
    theme = themes().get(sought.theme or "")
    hits = spans(body, sought.text.split(), whole=False) if sought.text.strip() else []
    hits = hits or (spans(body, theme.words, whole=True) if theme else [])
    written, at = "", 0
    for start, end in hits:
        written += f"{escape(body[at:start])}<mark>{escape(body[start:end])}</mark>"
        at = end
    return written + escape(body[at:])


def _row(view: View, one: Narrative) -> dict[str, object]:
    return {
        "unit": one.unit,
        "group": group_name(one.group, view.language),
        "period": period_name(parse_period(one.period), view.language),
        "topic": view.say(f"narrative.{one.topic}"),
        "themes": "; ".join(theme_name(view, code) for code in one.themes or (UNCLASSIFIED,)),
        "body": one.body,
        "file": one.file,
        "sheet": one.sheet,
        "row": one.row,
    }
