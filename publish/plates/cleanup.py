"""Clean-up of what layout engines leave in pages that go to a press.

In:  an open PDF. Out: the same PDF without anything that is for screens, with
transparency blended in the press's space and no ICC profile on process colours.
Nothing is converted: an RGB colour stays for preflight to judge (print-standards.md
X14 to X20, W3, W12).
"""

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from publish.plates.reach import graphics_states, owners, soft_masks

FROM_CATALOGUE = (
    "/AA", "/AcroForm", "/Dests", "/MarkInfo", "/Names", "/OpenAction", "/Outlines",
    "/OutputIntents", "/PageMode", "/StructTreeRoot", "/URI", "/ViewerPreferences",
)  # fmt: skip
FROM_PAGE = ("/AA", "/Annots", "/StructParents", "/Tabs", "/Trans", "/Dur", "/Metadata")
PROCESS = {"cmyk": Name.DeviceCMYK, "grey": Name.DeviceGray}


def drop_screen_parts(pdf: Pdf) -> None:
    """Remove links, actions, scripts, outlines, forms and the structure tree."""
    for name in FROM_CATALOGUE:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in FROM_PAGE:
            if name in page.obj:
                del page.obj[name]


def simplify_colour(pdf: Pdf, icc: bytes, space: str) -> None:
    """Name process colour as such and blend in it; drop groups that blend nothing.

    ``icc`` is the profile of the output intent: colours that carry the very same one
    are the press's own (X18). ``space`` is a key of ``PROCESS``.
    """
    masks = soft_masks(pdf)
    blends = _is_transparent(pdf)
    own = _OwnProfile(icc)
    for owner in owners(pdf):
        _set_group(owner, blends, owner.objgen in masks, PROCESS[space])
        own.rename_in(owner)


def _is_transparent(pdf: Pdf) -> bool:
    """Return whether anything in the file lets what lies below shine through."""
    return any(
        "/SMask" in owner or any(map(_blends, graphics_states(owner)))
        for owner in owners(pdf)
    )


def _blends(state: Object) -> bool:
    mode = state.get("/BM", Name.Normal)
    return (
        float(state.get("/ca", 1)) < 1
        or float(state.get("/CA", 1)) < 1
        or (mode not in (Name.Normal, Name.Compatible))
        or state.get("/SMask", Name("/None")) != Name("/None")
    )


def _set_group(owner: Object, blends: bool, is_mask: bool, space: Name) -> None:
    group = owner.get("/Group")
    if group is None or group.get("/S") != Name.Transparency:
        return
    if is_mask:
        # a luminosity mask is a grey picture: its own space, never RGB
        if group.get("/CS") not in (None, Name.DeviceGray, Name.DeviceCMYK):
            group.CS = Name.DeviceGray
    elif blends:
        group.CS = space
    else:
        del owner["/Group"]


class _OwnProfile:
    """Finds ICCBased spaces with the intent's own profile; renames them DeviceCMYK."""

    def __init__(self, icc: bytes) -> None:
        self._icc = icc
        self._known: dict[tuple[int, int], bool] = {}

    def rename_in(self, owner: Object) -> None:
        """Rename the spaces of one page, form, image or shading pattern."""
        self._rename(owner, "/ColorSpace")
        if "/Shading" in owner:
            self._rename(owner.Shading, "/ColorSpace")
        resources = owner.get("/Resources", Dictionary())
        for name, _ in list(resources.get("/ColorSpace", Dictionary()).items()):
            self._rename(resources.ColorSpace, name)
        for _, shading in resources.get("/Shading", Dictionary()).items():
            self._rename(shading, "/ColorSpace")

    def _rename(self, holder: Object, name: str) -> None:
        space = holder.get(name)
        if isinstance(space, Array) and len(space) > 1 and self._is_own(space):
            holder[name] = Name.DeviceCMYK

    def _is_own(self, space: Array) -> bool:
        kind, stream = space[0], space[1]
        if kind != Name.ICCBased or not isinstance(stream, Stream) or stream.N != 4:
            return False
        if stream.objgen not in self._known:
            self._known[stream.objgen] = stream.read_bytes() == self._icc
        return self._known[stream.objgen]
