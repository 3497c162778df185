"""A page on paper: the same text of HTML as a PDF in A4, by WeasyPrint, which fetches nothing."""

from lifecycle.problems import Problem, Problems


def pdf(page: str) -> bytes:
    """The page as a PDF. Raises Problems where the libraries that WeasyPrint draws with are missing."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  # an extra
    except OSError as missing:
        words = f"WeasyPrint cannot load what it draws with: {str(missing).splitlines()[0]}"
        raise Problems([Problem("--format pdf", 0, 0, words)]) from None
    found: bytes = HTML(string=page, url_fetcher=_nothing).write_pdf()
    return found


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    raise ValueError(f"a page names no address, and this one does: {url}")
