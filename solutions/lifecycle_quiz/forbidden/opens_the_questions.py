"""Reads the scenarios, which are in the same folder."""

from pathlib import Path

TEXT = Path("test_stress.py").read_text()
ANSWERS = {"before-start": TEXT[0]}
