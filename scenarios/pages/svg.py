"""A picture from the renderer, made part of a page: it names no address, and its marks say what they are."""

from collections.abc import Mapping
from xml.etree import ElementTree

from attrs import frozen
from markupsafe import Markup, escape

_DROPPED = frozenset({"role", "aria-label", "aria-roledescription", "aria-hidden", "font-family", "class"})
_HOLLOW = frozenset({"background", "foreground"})


@frozen
class Picture:
    """A picture's size in pixels, what it shows, and the tooltips of its named marks."""

    width: int
    height: int
    label: str
    titles: Mapping[str, str]


def picture(svg: str, made: Picture) -> Markup:
    """The picture as inline SVG for one page of HTML.

    What people wrote never reaches the renderer: a mark has a name there, and gets its tooltip here.
    """
    root = ElementTree.fromstring(svg)
    inner = Markup("").join(_element(one, made) for one in root)
    return Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{label}">{inner}</svg>'
    ).format(w=made.width, h=made.height, label=made.label, inner=inner)


def _element(one: ElementTree.Element, made: Picture) -> Markup:
    if one.get("class") in _HOLLOW:
        return Markup("")
    name = one.get("aria-label", "")
    told = {key: value for key, value in one.attrib.items() if key not in _DROPPED}
    inner = Markup("").join(_element(child, made) for child in one)
    if not inner and one.tag.endswith("}g"):
        return Markup("")
    title = Markup("<title>{}</title>").format(made.titles[name]) if name in made.titles else Markup("")
    written = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in told.items())
    tag = Markup(one.tag.rpartition("}")[2])
    return Markup("<{0}{1}>{2}{3}{4}</{0}>").format(tag, written, title, escape(one.text or ""), inner)
