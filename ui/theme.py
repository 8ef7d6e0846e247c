"""Colours and type of figures. Okabe–Ito, so that colour-blind readers tell them apart; never colour alone: series also
differ by dash, marker or pattern, and carry their names. The colours hold on white and on the dark ground.
"""

from __future__ import annotations

from pathlib import Path

ACCENT = "#1A7FC0"
ORANGE = "#E69F00"
VERMILION = "#D55E00"
GREEN = "#009E73"
GREY = "#8A94A3"

INK = "#12171E"  # letters on a coloured or hatched bar
WRITTEN = {ORANGE: "#A86F00"}  # a colour too pale for letters, as letters have it

GRID = "rgba(128,138,150,0.25)"
HATCH = "rgba(255,255,255,0.32)"
FONT_SIZE = 14

STYLE = (Path(__file__).parent / "style.css").read_text(encoding="utf-8")
ICON = Path(__file__).parent / "icon.svg"
