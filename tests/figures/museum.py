"""Charts of the made-up publication, drawn from a copy of its folder."""

from dataclasses import replace
from pathlib import Path

from publish import content, domain, theme
from publish.domain import Edition
from publish.figures import Artwork, Slot, draw
from publish.inks import Form
from publish.layouts import load_layout
from publish.theme import Theme


class Museum:
    """A folder as it was read: its edition, its look, its charts."""

    def __init__(self, folder: Path) -> None:
        read = content.read(folder)
        self.folder = folder
        self.edition: Edition = domain.assemble(replace(read, texts={"en": {}}), "en")
        self.look: Theme = theme.load(folder)

    def slot(self, key: str, layout: str) -> Slot:
        return load_layout(self.folder, layout).slot_for(key, "chart")

    def draw(self, key: str, slot: Slot, form: Form = "press") -> Artwork:
        return draw(self.edition, key, slot, form, self.look)
