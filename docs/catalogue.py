"""Writes docs/catalogue.md from the declarations: pages, indicators, forms, limits, rules. `python -m docs.catalogue`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import indicators
from app.menu import PAGES
from base import settings
from base.themes import themes
from loaders.findings import rules
from loaders.forms import forms
from loaders.layouts import layouts
from ui.words import words

TARGET = Path(__file__).with_name("catalogue.md")
HEAD = """# Danh mục / Catalogue

Sinh từ khai báo bằng `python -m docs.catalogue`; không sửa tay. / Generated from the declarations; do not edit.
"""


def text() -> str:
    """The whole catalogue as Markdown."""
    sections = (
        ("Trang / Pages", ("trang / page", "tiêu đề / title", "câu hỏi / question"), _pages()),
        (
            "Chỉ tiêu / Indicators",
            ("mã / code", "tên / name", "loại / kind", "định nghĩa / definition", "căn cứ / source"),
            _indicators(),
        ),
        ("Mẫu biểu / Forms", ("mã / code", "tên / name", "bảng / layouts", "căn cứ / basis"), _forms()),
        (
            "Bảng, tiêu đề / Layouts, headings",
            ("bảng / layout", "trường / field", "tiêu đề nhận biết / recognised headings"),
            _layouts(),
        ),
        ("Chủ đề / Themes", ("mã / code", "tên / name", "từ ngữ / words"), _themes()),
        ("Giới hạn cấu hình / Limits", ("biến môi trường / variable", "giới hạn / limits", "mặc định / default"), _limits()),
        ("Quy tắc kiểm tra / Rules", ("mã / code", "mức / severity", "câu báo / sentence"), _rules()),
    )
    return "\n".join([HEAD, *(f"## {title}\n\n{_table(heads, rows)}\n" for title, heads, rows in sections)])


def _pages() -> Iterable[Sequence[str]]:
    vi, en = words("vi"), words("en")
    for page in PAGES:
        yield (
            f"`{page.name}`",
            _both(*(say(f"{page.name}.title") for say in (vi, en))),
            _both(*(say(f"{page.name}.question") for say in (vi, en))),
        )


def _indicators() -> Iterable[Sequence[str]]:
    for one in sorted(indicators.catalogue().values(), key=lambda one: (one.theme, one.code)):
        yield f"`{one.code}`", _both(one.name_vi, one.name_en), one.kind, _both(one.definition_vi, one.definition_en), one.source


def _forms() -> Iterable[Sequence[str]]:
    for form in forms().values():
        made_of = ", ".join([*sorted(form.needs), *(f"({name})" for name in sorted(form.may))])
        yield f"`{form.code}`", _both(form.name_vi, form.name_en), made_of, form.basis


def _layouts() -> Iterable[Sequence[str]]:
    for name, layout in sorted(layouts().items()):
        for field in layout.fields.values():
            yield f"`{name}`", f"`{field.name}`", " · ".join(field.heads)


def _themes() -> Iterable[Sequence[str]]:
    for theme in themes().values():
        yield f"`{theme.code}`", _both(theme.vi, theme.en), " · ".join(theme.words)


def _limits() -> Iterable[Sequence[str]]:
    for name, limit in settings.LIMITS.items():
        yield f"`{name}`", _both(limit.vi, limit.en), str(limit.default)


def _rules() -> Iterable[Sequence[str]]:
    for rule in sorted(rules().values(), key=lambda rule: rule.code):
        yield f"`{rule.code}`", rule.severity + (" (held)" if rule.holds else ""), _both(rule.vi, rule.en)


def _both(vi: str, en: str) -> str:
    return vi if vi == en else f"{vi}<br>*{en}*"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
