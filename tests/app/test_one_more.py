"""One more .sql file on the shelf, and nothing else: menus, catalogue, unit page, downloads, commands and tests have it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.conftest import PROJECT

CODE, NAME = "resolved_twice", "Giải quyết quá hạn tính hai lần"
UNIT = "DLK-H643"
LOOK = f"""
import json
from pathlib import Path
from streamlit.testing.v1 import AppTest

def enter(page, **address):
    hall = AppTest.from_file(Path("app/shell.py").resolve(), default_timeout=600)
    hall.switch_page(str(Path(f"pages/{{page}}.py").resolve()))
    for name, value in address.items():
        hall.query_params[name] = value
    hall.run()
    assert not hall.exception, hall.exception
    return hall

def text(hall):
    html = [element.proto.body for element in hall.get("html")]
    tables = [frame.value.to_string() for kind in ("dataframe", "table") for frame in hall.get(kind)]
    return chr(10).join(html + [one.value for one in hall.header] + tables)

catalogue = enter("catalogue", period="2018Q4", indicator="{CODE}")
unit = enter("unit", period="2018Q4", unit="{UNIT}")
before = text(unit)
unit.toggle(key="unit-every").set_value(True).run()
claims = enter("claims", period="2018Q4")
told = {{
    "menu": catalogue.selectbox(key="indicator").options, "header": [one.value for one in catalogue.header],
    "page": text(catalogue), "table": catalogue.dataframe[0].value.iloc[:, 0].tolist(),
    "claims": [one.options for one in claims.selectbox if str(one.key).endswith("-code")][0],
    "unit_before": before, "unit": text(unit),
}}
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with one more file on the shelf."""
    copy = tmp_path_factory.mktemp("copy") / "house"
    left_out = shutil.ignore_patterns(".git", ".venv", "data", "__pycache__", ".*_cache", "*.zip")
    shutil.copytree(PROJECT, copy, ignore=left_out)
    (copy / "data").symlink_to(PROJECT / "data")
    shelf = copy / "indicators" / "handling"
    late = (shelf / "resolved_late.sql").read_text("utf-8")
    more = late.replace("resolved_late as part", "resolved_late * 2 as part").replace("Giải quyết quá hạn\n", f"{NAME}\n")
    (shelf / f"{CODE}.sql").write_text(more.replace("Resolved late", "Resolved late, twice"), "utf-8")
    return copy


def ran(house: Path, store: Path, *command: str) -> str:
    """What a command of the copy prints."""
    known = os.environ | {"QMS_STORE": str(store), "PYTHONPATH": str(house)}
    done = subprocess.run([sys.executable, *command], cwd=house, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_commands_and_catalogue_have_it(house: Path, sample_store: Path) -> None:
    listed = {one["code"]: one for one in json.loads(ran(house, sample_store, "-m", "indicators", "list", "--json"))}
    assert listed[CODE]["name_vi"] == NAME
    shown = json.loads(ran(house, sample_store, "-m", "indicators", "show", CODE, "--period", "2018Q4", "--json"))
    assert shown["rows"][0]["value"] == 4442
    cells = json.loads(ran(house, sample_store, "-m", "indicators", "explain", CODE, "--period", "2018Q4", "--json"))["cells"]
    assert sum(cell["value"] for cell in cells) == 2221
    document = ran(house, sample_store, "-c", "from docs import catalogue; print(catalogue.text())")
    assert f"| `{CODE}` | {NAME}" in document


def test_the_tests_of_every_indicator_ask_of_it_too(house: Path, sample_store: Path) -> None:
    collected = ran(
        house, sample_store, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=", "tests/indicators/test_catalogue.py"
    )
    assert f"test_a_piece_is_complete[{CODE}]" in collected


def test_pages_have_it(house: Path, sample_store: Path) -> None:
    told = json.loads(ran(house, sample_store, "-c", LOOK).splitlines()[-1])
    assert NAME in told["menu"]
    assert NAME in told["claims"]
    assert NAME in told["table"]  # the rows that the download of the page gives
    assert told["header"] == [NAME]
    assert "4.442" in told["page"]
    assert NAME not in told["unit_before"]
    assert NAME in told["unit"]
