"""What tests share: golden pictures.

``golden.check(name, image)`` compares a Pillow image with ``tests/golden/<name>.png``.
On failure actual, expected and difference stand side by side in ``tests/failures/``.
``pytest --update-golden`` renews the pictures: look at them before they are kept.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

TESTS = Path(__file__).parent
MAX_BYTES = 20 * 1024


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="renew the golden pictures"
    )


@dataclass(frozen=True)
class Golden:
    """Compares pictures with those that a person has looked at."""

    folder: Path
    failures: Path
    update: bool

    def check(self, name: str, image: Image.Image, tolerance: float = 2.0) -> None:
        """Fail when the root mean square of the differences, in grey levels of 255,
        exceeds ``tolerance``."""
        kept, actual = self.folder / f"{name}.png", image.convert("L")
        if self.update:
            self.folder.mkdir(exist_ok=True)
            actual.quantize(16).save(kept, optimize=True)
            assert kept.stat().st_size < MAX_BYTES, f"{kept} is too large: draw less"
            return
        assert kept.is_file(), f"no {kept}: run pytest --update-golden and look at it"
        expected = Image.open(kept).convert("L")
        if expected.size == actual.size:
            difference = ImageChops.difference(actual, expected)
            rms = ImageStat.Stat(difference).rms[0]
            if rms <= tolerance:
                return
            told = f"differs by {rms:.2f}, more than {tolerance}"
        else:
            difference, told = None, f"is {actual.size}, not {expected.size} px"
        self.failures.mkdir(exist_ok=True)
        pictures = {"actual": actual, "expected": expected, "difference": difference}
        for kind, picture in pictures.items():
            if picture:
                picture.save(self.failures / f"{name}-{kind}.png")
        pytest.fail(f"{name} {told}; see {self.failures}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Golden pictures of this test run."""
    update = request.config.getoption("--update-golden")
    return Golden(TESTS / "golden", TESTS / "failures", update)
