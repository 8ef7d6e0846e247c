"""What must hold for whatever was handed in: a sentence for each file, every row accounted for, nothing a screen obeys."""

from __future__ import annotations

from typing import Any

from base.sentence import visible
from tests.hostile.build import READ

SECONDS, MEBIBYTES = 2.0, 64.0
OUTCOMES = READ | {"unreadable", "unrecognised", "returned", "duplicate"}


def faults(told: dict[str, Any]) -> list[str]:
    """What is wrong with an answer of the server; nothing, if all is well."""
    if "escaped" in told:
        return [told["escaped"]]
    found = [f"the server knows {name}" for name in told["knows"]]
    found += [f"{told['children']} children left"] if told["children"] else []
    for file in told["outcome"]["files"]:
        found += [f"{fault}: {file}" for fault in _of_file(file)]
    return found


def _of_file(file: dict[str, Any]) -> list[str]:
    counts, good = file["counts"], file["outcome"] in READ | {"duplicate"}
    kept = counts["rows_loaded"] + counts["rows_held"] + counts["rows_ignored"]
    checks = {
        "outcome": file["outcome"] in OUTCOMES,
        "rows": counts["rows_read"] == kept and min(counts.values()) >= 0,
        "loaded": good or counts["rows_loaded"] == 0,
        "reason": good or any(finding["severity"] == "error" for finding in file["findings"]),
        "name": _can_be_shown(file["file"]) and 0 < len(file["file"]) <= 500 and ".." not in file["file"].split("/"),
        "sentences": all(_is_a_sentence(finding[key]) for finding in file["findings"] for key in ("message_vi", "message_en")),
    }
    return [what for what, holds in checks.items() if not holds]


def _is_a_sentence(text: str) -> bool:
    return 10 < len(text) < 3000 and text.endswith((".", ")", "»")) and "Traceback" not in text and _can_be_shown(text)


def _can_be_shown(text: str) -> bool:
    return visible(text) == text and "\n" not in text
