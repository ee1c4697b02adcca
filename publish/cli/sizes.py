"""How sizes are typed on the command line: lengths, sheets and papers."""

import re

import click

from publish.content.settings import Paper

# ISO 216 and ISO 217 (untrimmed SRA), ANSI; mm, landscape for press sheets.
SHEETS_MM = {
    "a4": (210.0, 297.0),
    "a3": (297.0, 420.0),
    "letter": (215.9, 279.4),
    "sra4": (320.0, 225.0),
    "sra3": (450.0, 320.0),
    "sra2": (640.0, 450.0),
    "sra1": (900.0, 640.0),
}
_LENGTH = re.compile(r"^(\d+(?:\.\d+)?)\s*mm$")
_PAPER = re.compile(r"^(\d+(?:\.\d+)?)gsm:(\d+(?:\.\d+)?)$")
_SHEET = re.compile(r"^(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)$")


class Length(click.ParamType):
    """A length such as ``10mm``; the value is in mm."""

    name = "length"

    def convert(self, value, param, ctx) -> float:
        if isinstance(value, float):
            return value
        match = _LENGTH.match(value)
        if not match:
            self.fail(f"{value!r} is no length; write it as 10mm", param, ctx)
        return float(match[1])


class Sheet(click.ParamType):
    """A sheet by name, or width x height in mm such as ``450x320``."""

    name = "sheet"

    def convert(self, value, param, ctx) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        if value.lower() in SHEETS_MM:
            return SHEETS_MM[value.lower()]
        match = _SHEET.match(value)
        if not match:
            names = ", ".join(SHEETS_MM)
            self.fail(f"{value!r} is no sheet; use {names} or 450x320", param, ctx)
        return float(match[1]), float(match[2])


class Stock(click.ParamType):
    """A paper by grammage and bulk (cm³/g), such as ``115gsm:0.9``."""

    name = "paper"

    def convert(self, value, param, ctx) -> Paper:
        if isinstance(value, Paper):
            return value
        match = _PAPER.match(value)
        if not match:
            self.fail(f"{value!r} is no paper; write it as 115gsm:0.9", param, ctx)
        return Paper(name=value, gsm=float(match[1]), bulk=float(match[2]))
