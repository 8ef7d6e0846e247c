"""The register of pages: one line a page. A page is a file in pages/ and two sentences, title and question, in ui/words."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from base.settings import PROJECT
from ui.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: the name of its file and of its address, its icon, its section of the menu. `needs`: a 'report',
    a 'load' or 'nothing' in the store. `adds_up`: its figures can be added up on the list of units of today; other pages
    speak of reports, each of the unit that sent it. `writes`: it is about what is to be done today, so it is not shown as
    a meeting saw it.
    """

    name: str
    icon: str
    section: str
    needs: str = "report"
    adds_up: bool = False
    writes: bool = False


PAGES = (
    Entry("overview", ":material/dashboard:", "rollout", adds_up=True),
    Entry("adoption", ":material/verified:", "rollout", adds_up=True),
    Entry("conversion", ":material/trending_down:", "rollout", adds_up=True),
    Entry("change", ":material/waterfall_chart:", "rollout"),
    Entry("procedures", ":material/account_tree:", "operation", adds_up=True),
    Entry("on_time", ":material/schedule:", "operation", adds_up=True),
    Entry("narratives", ":material/forum:", "operation"),
    Entry("unit", ":material/apartment:", "data"),
    Entry("reports", ":material/fact_check:", "data"),
    Entry("claims", ":material/rule:", "data"),
    Entry("catalogue", ":material/menu_book:", "data"),
    Entry("approval", ":material/task_alt:", "data", writes=True),
    Entry("programmes", ":material/account_balance:", "data", needs="load", writes=True),
    Entry("upload", ":material/upload_file:", "data", needs="nothing", writes=True),
)


def choose(say: Words) -> Page:
    """Shows the menu in the reader's language and returns the chosen page; the first one is the default."""
    sections: dict[str, list[Page]] = {}
    for entry in PAGES:
        page = st.Page(
            PROJECT / "pages" / f"{entry.name}.py",
            title=say(f"{entry.name}.title"),
            icon=entry.icon,
            url_path=entry.name,
            default=entry is PAGES[0],
        )
        sections.setdefault(say(f"section.{entry.section}"), []).append(page)
    # Unfolded: what Streamlit writes on the fold is English in every language.
    return st.navigation(sections, expanded=True)


def entry_of(page: Page) -> Entry:
    """The register's line of the page that Streamlit is about to run."""
    return next((entry for entry in PAGES if entry.name == page.url_path), PAGES[0])
