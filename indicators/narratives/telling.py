"""What the command line says of narratives: how many by theme, and each with its unit and its place."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches

from base import Period, Sentence, settings
from base.errors import UsageError
from base.plain import folded
from base.themes import NOTHING, themes
from indicators.answers import number, print_json, print_table, say
from indicators.narratives.asking import Narrative, by_theme

TOPICS = {
    "difficulty": Sentence("Khó khăn", "Difficulty"),
    "proposal": Sentence("Kiến nghị", "Proposal"),
    "result": Sentence("Kết quả", "Result"),
}
UNCLASSIFIED = Sentence("chưa phân loại", "unclassified")
_NONE = Sentence("nêu «không có»", "says «none»")


def take_options(command: argparse.ArgumentParser) -> None:
    """Gives the command its options."""
    for option, metavar in (("period", "P"), ("theme", "THEME"), ("group", "GROUP"), ("parent", "ID"), ("unit", "ID")):
        command.add_argument(f"--{option}", metavar=metavar)
    command.add_argument("--topic", choices=list(TOPICS))
    command.add_argument("--search", metavar="TEXT", default="")


def theme_named(text: str) -> str:
    """The code of a theme given by its code or its name in either language, whatever the diacritics; '' for the unclassified.

    Raises UsageError, with the nearest name.
    """
    names = {UNCLASSIFIED.vi: "", UNCLASSIFIED.en: "", NOTHING: NOTHING}
    names |= {name: theme.code for theme in themes().values() for name in (theme.code, theme.vi, theme.en)}
    plain = {folded(name): code for name, code in names.items()}
    if folded(text) in plain:
        return plain[folded(text)]
    near = get_close_matches(folded(text), plain, n=1, cutoff=0.5)
    listed = ", ".join(themes())
    vi, en = (f" Có phải «{plain[near[0]]}»?", f" Did you mean «{plain[near[0]]}»?") if near else ("", "")
    raise UsageError(f"Không có chủ đề «{text}».{vi} Các chủ đề: {listed}.", f"No theme «{text}».{en} Themes: {listed}.")


def give_narratives(told: Sequence[Narrative], period: Period | None, *, as_json: bool) -> None:
    """Prints the counts by theme and the passages."""
    counts = by_theme(told)
    if as_json:
        label = period.label if period else None
        listed = [asdict(one) for one in told]
        print_json({"period": label, "counts": {code or "unclassified": n for code, n in counts.items()}, "narratives": listed})
        return
    title = say(Sentence("Chủ đề", "Themes")) + (f" · {period.label}" if period else "")
    heads = [Sentence("Chủ đề", "Theme"), Sentence("Số đoạn", "Passages")]
    print_table(title, heads, [[theme_name(code), number(count)] for code, count in counts.most_common()], right=1)
    heads = [Sentence("Đơn vị", "Unit"), Sentence("Kỳ", "Period"), Sentence("Loại", "Kind"), Sentence("Chủ đề", "Themes")]
    heads += [Sentence("Nội dung", "Text"), Sentence("Vị trí", "Where")]
    rows = [
        (one.unit, one.period, say(TOPICS[one.topic]), _themes(one), one.body, f"{one.file} · {one.sheet} · {one.row}")
        for one in told
    ]
    print_table(say(Sentence("Nội dung báo cáo", "What reports tell")), heads, rows, right=0)


def _themes(one: Narrative) -> str:
    return ", ".join(map(theme_name, one.themes or ("",)))


def theme_name(code: str) -> str:
    """A theme in the language of the command line."""
    if code in themes():
        return themes()[code].name(settings.language())
    return say(_NONE if code == NOTHING else UNCLASSIFIED)
