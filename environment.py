"""Builds .venv, the project's own Python, before anything of the project can run: standard library only.

`python environment.py run` installs requirements.txt; `dev` adds requirements-dev.txt, a browser and LibreOffice; `wheels` fills
the folder wheels/ for a computer without internet; `lock` compiles the requirements again. What is already right is
left alone, so a second call takes a moment; what is broken or half-built is built again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
WHEELS = PROJECT / "wheels"
REQUIREMENTS = {"run": ["requirements"], "dev": ["requirements", "requirements-dev"]}
OFFICE = ("soffice", "libreoffice")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
LOCK = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url", "--no-header", "--upgrade"]


def main() -> None:
    """Does what the first argument names; ends with a sentence, not a traceback, where it cannot."""
    verbs = {"run": lambda: build("run"), "dev": develop, "wheels": fill_wheels, "lock": lock}
    if len(sys.argv) != 2 or sys.argv[1] not in verbs:
        sys.exit(f"python environment.py {'|'.join(verbs)}")
    try:
        verbs[sys.argv[1]]()
    except subprocess.CalledProcessError as error:
        sys.exit(f"Không cài được / could not install: {' '.join(map(str, error.cmd))[:200]}")


def build(kind: str) -> None:
    """Makes .venv hold what `kind` needs; what was left half-built is built from nothing."""
    stamps = sound_stamps()
    if {stamp.stem for stamp in stamps if stamp.read_text("utf-8").split("\n")[0] == wanted(stamp.stem)} & {kind, "dev"}:
        return
    print("Đang chuẩn bị môi trường / preparing .venv …", flush=True)
    if not stamps:
        create()
    try:
        install(kind)
    except subprocess.CalledProcessError:
        create()
        install(kind)


def sound_stamps() -> list[Path]:
    """The stamps of finished installations of which nothing has gone since; a stamp is a digest and the packages."""
    if not starts(PYTHON):
        return []
    there = set(installed())
    return [stamp for stamp in VENV.glob("*.stamp") if set(stamp.read_text("utf-8").split("\n")[1:]) <= there]


def starts(python: Path) -> bool:
    """Whether this interpreter runs and has pip."""
    probe = [str(python), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return python.exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def wanted(kind: str) -> str:
    """One digest of everything that `kind` pins."""
    return hashlib.sha256(b"".join((PROJECT / f"{name}.txt").read_bytes() for name in REQUIREMENTS[kind])).hexdigest()


def installed() -> list[str]:
    """Packages in .venv, by their folders: cheap, and a deleted or half-copied one shows."""
    return sorted(entry.name for folder in site_packages() for entry in folder.iterdir() if entry.name != "__pycache__")


def site_packages() -> list[Path]:
    """The folders that hold the packages of .venv."""
    return [*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")][:1]


def create() -> None:
    """An empty .venv in the place of whatever was there."""
    shutil.rmtree(VENV, ignore_errors=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False).returncode:
        if not apt("python3-venv", f"python3.{sys.version_info.minor}-venv"):
            sys.exit("Thiếu gói venv của Python / Python's venv is missing: sudo apt install python3-venv")
        subprocess.run(command, check=True)


def install(kind: str) -> None:
    """Installs exactly the pinned files, from wheels/ where that folder exists; the stamp comes last."""
    for stamp in VENV.glob("*.stamp"):
        stamp.unlink()
    offline = ["--no-index"] if kind == "run" else []
    where = [*offline, "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    pip("install", "--only-binary", ":all:", "--require-hashes", *where, *pinned(kind))
    (VENV / f"{kind}.stamp").write_text("\n".join([wanted(kind), *installed()]), "utf-8")


def pip(*arguments: str) -> None:
    """Runs the pip of .venv, quietly; raises CalledProcessError where it fails."""
    quiet = ["--disable-pip-version-check", "--no-input", "--quiet"]
    subprocess.run([str(PYTHON), "-m", "pip", *arguments, *quiet], check=True)


def pinned(kind: str) -> list[str]:
    """The pinned files of `kind`, as arguments of pip."""
    return [word for name in REQUIREMENTS[kind] for word in ("-r", str(PROJECT / f"{name}.txt"))]


def develop() -> None:
    """.venv with the tests' tools, a Chromium-based browser, LibreOffice, and a font that has the Vietnamese letters."""
    build("dev")
    if not any(map(shutil.which, CHROMIUM)) and os.name != "nt" and not apt("chromium"):
        subprocess.run([str(PYTHON), "-m", "playwright", "install", "chromium"], check=False)
    if sys.platform == "linux" and not any(map(shutil.which, OFFICE)):
        apt("libreoffice-calc-nogui")
    if sys.platform == "linux" and not has_vietnamese_font():
        apt("fontconfig", "fonts-dejavu-core")


def has_vietnamese_font() -> bool:
    """Whether fontconfig knows a font for Vietnamese."""
    fonts = shutil.which("fc-list")
    return bool(fonts and subprocess.run([fonts, ":lang=vi"], capture_output=True, check=False).stdout)


def apt(*packages: str) -> bool:
    """Installs Debian packages where apt is there and we are root; says whether it did."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    print(f"apt-get install {' '.join(packages)} …", flush=True)
    get = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*get, "update"], env=quiet, check=False)
    command = [*get, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0


def fill_wheels() -> None:
    """Downloads what requirements.txt pins into wheels/, for a computer of this kind that has no internet."""
    if not starts(PYTHON):
        create()
    pip("download", "--only-binary", ":all:", "--require-hashes", "--dest", str(WHEELS), *pinned("run"))
    print(f"{len(list(WHEELS.glob('*.whl')))} wheels → wheels/")


def lock() -> None:
    """Compiles both requirements files again, newest versions that the .in files allow, for every platform."""
    build("dev")
    for name in REQUIREMENTS["dev"]:
        command = [str(PYTHON), "-m", "uv", "pip", "compile", *LOCK, f"{name}.in", "--output-file", f"{name}.txt"]
        subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
