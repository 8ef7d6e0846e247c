"""The page of change, and meetings: what one saw is opened again as it was, and the difference to now has its causes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import desk
from app.menu import PAGES
from store import reading, undo
from tests.app.conftest import Enter, text_of
from tests.app.test_pages import figures
from ui.words import LANGUAGES, words

HELD = date(2018, 12, 28)


def frozen(store: Path) -> str:
    """A meeting on 2018Q4, as the address names it."""
    return str(desk.freeze("Giao ban quý IV", HELD, "2018Q4", who="A", address=str(store)).load_id)


def corrected(store: Path, unit: str = "DLK-H643") -> None:
    """The unit's own report of 2018Q4 says by hand that it is still building."""
    with reading(str(store)) as reader:
        ((report, sheet, row),) = reader.rows(
            "select report_id, sheet, row_number from report join status using (report_id) "
            "where unit_id = $unit and period = '2018Q4' and source = 'own'",
            {"unit": unit},
        )
    desk.mend(report, [desk.Mend("status", sheet, row, "stage", 1)], who="B", reason="nhầm", address=str(store))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", ["previous", "year", "start"])
def test_a_change_is_told_with_its_ends_and_its_strongest_cause(
    enter: Enter, sample_store: Path, base: str, language: str
) -> None:
    hall = enter(sample_store, "change", lang=language, period="2018Q4", code="units_applied", base=base)
    before = {"previous": "235", "year": "190", "start": "37"}[base]
    text = text_of(hall)
    assert not hall.exception
    assert f"{before} (" in text
    assert f"+{247 - int(before)}. " in text
    assert words(language)("cause.real") in text


def test_the_first_quarter_has_nothing_before_it(enter: Enter, sample_store: Path) -> None:
    assert words("vi")("change.no_base") in text_of(enter(sample_store, "change", period="2014Q4"))


def test_only_units_known_at_both_moments_are_compared_where_the_reader_asks(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "change", period="2018Q4", code="units_applied")
    hall.toggle(key="same-units").set_value(True).run()
    assert not hall.exception
    assert words("vi")("change.same_told", both="247", before="0", after="0") in text_of(hall)


def test_every_page_shows_what_the_meeting_saw(enter: Enter, own_copy: Path) -> None:
    shown = {entry.name: figures(text_of(enter(own_copy, entry.name, period="2018Q4"))) for entry in PAGES if not entry.writes}
    meeting = frozen(own_copy)
    corrected(own_copy)
    with reading(str(own_copy)) as reader:
        ((everything,),) = reader.rows("select min(load_id) from report")
    undo(everything, "C", str(own_copy))
    band = words("vi").sentences["meeting.band"].partition("{")[0]
    for name, numerals in shown.items():
        hall = enter(own_copy, name, meeting=meeting)
        assert not hall.exception, name
        assert figures(text_of(hall)) == numerals, name
        assert band in text_of(hall), name
        assert not _writing(hall), name
        assert hall.selectbox(key="period").value == "2018Q4"


def test_the_difference_to_now_has_its_cause(enter: Enter, own_copy: Path) -> None:
    meeting = frozen(own_copy)
    corrected(own_copy)
    text = text_of(enter(own_copy, "change", meeting=meeting, code="units_applied", base="now"))
    assert "247 (" in text
    assert "246 (" in text
    assert f"{words('vi')('cause.corrections')} −1" in text
    backward = text_of(enter(own_copy, "change", period="2018Q4", code="units_applied", base=f"meeting-{meeting}"))
    assert f"{words('vi')('cause.corrections')} −1" in backward


def test_nothing_is_written_while_a_meeting_is_looked_at(enter: Enter, own_copy: Path) -> None:
    meeting = frozen(own_copy)
    for name in ("unit", *(entry.name for entry in PAGES if entry.writes)):
        hall = enter(own_copy, name, meeting=meeting)
        assert not hall.exception
        assert (words("vi")("meeting.writes") in text_of(hall)) == (name != "unit")
        assert not _writing(hall)
    hall.button(key="leave-meeting").click().run()
    assert "meeting" not in hall.query_params


def _writing(hall: AppTest) -> set[str]:
    """What of a page invites to write."""
    inviting = {words("vi")(key) for key in ("correcting.title", "meeting.freeze", "recoding.title")}
    return inviting & {expander.label for expander in hall.expander}


def test_a_meeting_is_frozen_on_the_page_and_chosen_in_the_hall(enter: Enter, own_copy: Path) -> None:
    hall = enter(own_copy, "change", period="2018Q3")
    hall.text_input(key="meeting-name").set_value("Họp tháng Mười")
    hall.text_input(key="who").set_value("Nguyễn Văn A").run()
    hall.button(key="meeting-keep").click().run()
    assert not hall.exception
    assert words("vi")("meeting.kept", name="Họp tháng Mười") in [told.value for told in hall.success]
    hall = enter(own_copy, period="2016Q1")
    hall.selectbox(key="meeting").set_value(_only_meeting(own_copy)).run()
    assert hall.query_params["meeting"] == _only_meeting(own_copy)
    assert hall.query_params["period"] == "2018Q3"


def _only_meeting(store: Path) -> str:
    with reading(str(store)) as reader:
        ((load,),) = reader.rows("select load_id from meeting")
    return str(load)


def test_a_meeting_that_nobody_knows_is_said_calmly(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, meeting="999")
    assert not hall.exception
    assert words("vi").sentences["address.unknown"].partition("{asked}")[2] in text_of(hall)
