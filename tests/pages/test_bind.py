"""Parts are bound to one work, whose links all lead somewhere."""

from dataclasses import replace

import pytest

from publish.errors import LayoutError
from publish.pages.flow import Part, bind

ONE = Part(1, 2, b"", {"here": 1}, {}, (), {}, ())
OTHER = Part(3, 1, b"", {"there": 3}, {}, (), {}, (), calls=("here",))


def test_pages_and_places_are_those_of_all_parts() -> None:
    whole = bind([ONE, OTHER])
    assert whole.pages == 3
    assert whole.anchors == {"here": 1, "there": 3}


def test_a_link_that_leads_nowhere_is_a_fault() -> None:
    with pytest.raises(LayoutError, match="leads to 'gone': no such place"):
        bind([ONE, replace(OTHER, calls=("here", "gone"))])
