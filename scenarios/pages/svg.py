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
    inner = Markup("".join(_element(one, made) for one in root))
    return Markup(
        '<svg viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{label}">{inner}</svg>'
    ).format(w=made.width, h=made.height, label=made.label, inner=inner)


# Of plain text, each part escaped where it comes in: a format of Markup's own takes as long as drawing does.
def _element(one: ElementTree.Element, made: Picture) -> str:
    if one.get("class") in _HOLLOW:
        return ""
    name = one.get("aria-label", "")
    inner = "".join(_element(child, made) for child in one)
    if not inner and one.tag.endswith("}g"):
        return ""
    title = f"<title>{escape(made.titles[name])}</title>" if name in made.titles else ""
    written = "".join(f' {key}="{escape(value)}"' for key, value in one.attrib.items() if key not in _DROPPED)
    tag = one.tag.rpartition("}")[2]
    return f"<{tag}{written}>{title}{escape(one.text or '')}{inner}</{tag}>"
