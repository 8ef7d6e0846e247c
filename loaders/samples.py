"""The shipped samples: published cases as workbooks, one for the first look, all five as programmes side by side."""

from __future__ import annotations

import csv
import tomllib
from datetime import date

from base import settings
from loaders.intake import from_paths
from loaders.loading import load
from loaders.results import Outcome, Progress, Received
from store import open_store, writing

SAMPLE = settings.SAMPLES / "dak-lak-2018"
CASES = settings.SAMPLES / "programmes.toml"
_HELD = "select distinct programme from load where load_id not in (select undone from undo) and kind <> 'undo'"


def load_sample(*, who: str, address: str | None = None, programme: str = "default", progress: Progress | None = None) -> Outcome:
    """Loads the shipped sample; where the store already holds something, nothing is done.

    Source: the rollout of Đắk Lắk province, 247 units, published 5/4/2019; the spread over units is made up.
    """
    if _held(address):
        return Outcome(open_store(address).version(), None, [])
    return load(
        from_paths([SAMPLE]),
        who=who,
        address=address,
        programme=programme,
        received=sample_received(),
        kind="sample",
        progress=progress,
    )


def load_programmes(*, who: str, address: str | None = None, progress: Progress | None = None) -> Outcome:
    """Loads the five published cases, each as a programme of its own with its name; one that the store holds stays as it is."""
    held, files = _held(address), []
    for folder, told in tomllib.loads(CASES.read_text("utf-8")).items():
        code = told.get("code", folder)
        if code in held:
            continue
        source, came = from_paths([settings.SAMPLES / folder]), told.get("received_on") or sample_received()
        asked = {"who": who, "address": address, "programme": code}
        files += load(source, **asked, received=came, kind="sample", progress=progress).files
        with writing(who, "programme", address=address, programme=code) as writer:
            writer.append_rows("programme_title", [{"programme": code, "title": told["title"], "lead": told["lead"]}])
    return Outcome(open_store(address).version(), None, files)


def _held(address: str | None) -> set[str]:
    """The programmes for which the store holds something."""
    with open_store(address).reading() as reader:
        return {row[0] for row in reader.rows(_HELD, {})}


def sample_received() -> Received:
    """The days on which the sample's reports are said to have come: made up, like all its dates.

    `received.csv` holds a line for every unit and period (label) that differs from the line of its period without a unit.
    """
    with (SAMPLE / "received.csv").open(encoding="utf-8", newline="") as file:
        days = {(row["unit"], row["period"]): date.fromisoformat(row["received_on"]) for row in csv.DictReader(file)}
    return lambda unit, period: days.get((unit or "", period or "")) or days[("", period or "")]
