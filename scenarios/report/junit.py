"""The outcome of a check for build servers: JUnit XML, one test case a story."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from scenarios.report.verdicts import Verdict

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""


def junit(verdicts: Sequence[Verdict]) -> bytes:
    """The document, in UTF-8: a story that fails is a failure, one that cannot be used an error; no times."""
    counts = {
        "tests": str(len(verdicts)),
        "failures": str(sum(verdict.status == 1 for verdict in verdicts)),
        "errors": str(sum(verdict.status == 2 for verdict in verdicts)),
    }
    root = Element("testsuites", counts)
    suite = SubElement(root, "testsuite", {"name": "lifecycle check", **counts})
    for verdict in verdicts:
        _case(suite, verdict)
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _case(suite: Element, verdict: Verdict) -> None:
    folder, _, name = verdict.path.rpartition("/")
    shown = f"{name}: {verdict.title}" if verdict.title else name
    case = SubElement(
        suite, "testcase", {"classname": _fit(folder or "."), "name": _fit(shown), "file": _fit(verdict.path)}
    )
    if verdict.rests:
        properties = SubElement(case, "properties")
        for said in verdict.rests:
            SubElement(properties, "property", {"name": "authority", "value": _fit(said)})
    if verdict.status:
        kind = "failure" if verdict.status == 1 else "error"
        text = "\n".join(verdict.lines)
        SubElement(case, kind, {"message": _fit(verdict.lines[0])}).text = _fit(text)


def _fit(text: str) -> str:
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)
