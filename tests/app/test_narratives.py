"""The page of difficulties and proposals: counts by theme, search without diacritics, places, and coding by hand."""

from __future__ import annotations

from pathlib import Path

from base.themes import themes
from tests.app.conftest import Enter, text_of
from ui.words import words

say = words("vi")
FUNDING = "Kinh phí duy trì hệ thống còn hạn chế."


def passages(text: str) -> list[str]:
    """The cards of the passages that a page shows."""
    return text.split('<section class="qms claim passage')[1:]


def test_the_page_counts_and_shows_places(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "narratives", period="2018Q4")
    assert not hall.exception
    text = text_of(hall)
    assert "247" not in text.partition("passage")[0]  # 235 units tell of something, the others say «không có»
    assert say("narratives.passages", count="494") in text
    cards = passages(text)
    assert len(cards) == 9
    (funding,) = [card for card in cards if FUNDING in card]
    assert themes()["funding"].vi in funding
    assert "unit?lang=vi&amp;period=2018Q4&amp;unit=DLK-" in funding
    assert "dòng" in funding


def test_search_needs_no_diacritics_and_marks_what_it_found(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "narratives", period="2018Q4")
    hall.text_input(key="narratives-search").set_value("kinh phi").run()
    cards = passages(text_of(hall))
    assert len(cards) == 2
    assert all("<mark>kinh</mark> <mark>phí</mark>" in card.lower() for card in cards)
    hall.pills(key="narratives-topic").set_value("difficulty").run()
    assert len(passages(text_of(hall))) == 1
    hall.text_input(key="narratives-search").set_value("zzz").run()
    assert say("narratives.none_found") in text_of(hall)


def test_a_link_restores_the_theme_and_words_of_it_are_marked(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "narratives", period="2018Q4", theme="training", lang="en")
    (card,) = passages(text_of(hall))
    assert "<mark>tập huấn</mark>" in card
    hall = enter(sample_store, "narratives", period="2018Q4", group="Đơn vị trực thuộc sở", theme="training")
    assert say("narratives.units", count="8") in text_of(hall)


def test_a_quarter_without_words_says_so_and_all_quarters_are_one_switch_away(enter: Enter, sample_store: Path) -> None:
    hall = enter(sample_store, "narratives", period="2017Q2")
    assert say("narratives.lead_none", period="Quý II/2017") in text_of(hall)
    hall.toggle(key="narratives-every").set_value(True).run()
    assert len(passages(text_of(hall))) == 9


def test_a_passage_is_coded_by_hand(enter: Enter, own_copy: Path) -> None:
    hall = enter(own_copy, "narratives", period="2018Q4", theme="funding")
    hall.selectbox(key="recoding-which").set_value(FUNDING).run()
    hall.multiselect(key=f"recoding-{FUNDING}").set_value(["law"]).run()
    assert hall.button(key="recoding-keep").disabled
    hall.text_input(key="who").set_value("Bà Lan").run()
    hall.text_input(key="recoding-reason").set_value("là quy định về chi").run()
    hall.button(key="recoding-keep").click().run()
    assert not hall.exception
    assert say("recoding.done") in "".join(box.value for box in hall.success)
    assert len(passages(text_of(hall))) == 1  # the passage has left the theme
    hall = enter(own_copy, "narratives", period="2018Q4", theme="law")
    (card,) = [card for card in passages(text_of(hall)) if "Bà Lan" in card]
    assert "là quy định về chi" in card
