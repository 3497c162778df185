"""Texts with letters, lines and bytes changed, whatever they say."""

from collections.abc import Callable

from hypothesis import strategies as st

PIECES = (
    *(
        b"- ",
        b": ",
        b":",
        b"\n",
        b"  ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"'",
        b'"',
        b"&a ",
        b"*a ",
        b"<<: ",
        b"!!int ",
        b"|\n",
        b">",
    ),
    *(b"---\n", b"...\n", b"%YAML 1.2\n", b"\t", b"#", b",", b"-", b"\r", b"\r\n", b"\0", b"\xef\xbb\xbf", b"\xff\xfe"),
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", "\u2028".encode(), "\u0085".encode(), "é".encode(), "🙂".encode(), b"\x1b[2J"),
    *(
        b"9" * 5000,
        b"-1",
        b"1e9",
        b"null",
        b"2024-02-30",
        b"1.500",
        b"```\n",
        b"```toml\n",
        b"[[",
        b"]]",
        b"= ",
        b'"""',
        b"'''",
    ),
    *(b"[late_fee]\n", b"[[late_fee.tier]]\n", b"nan", b"0x1", b"# ", b"\\", b"{month = 0, day = 31}", b"x" * 2000),
)

Change = Callable[[st.DrawFn, bytes], bytes]


def replaced(draw: st.DrawFn, data: bytes) -> bytes:
    """A few bytes, or many, replaced by a piece, by any bytes, by nothing, or by themselves twice."""
    start = draw(st.integers(0, len(data)))
    end = min(len(data), start + draw(st.one_of(st.integers(0, 3), st.integers(0, 12), st.integers(0, 300))))
    own = [b"", data[start:end] * 2]
    piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=3), st.sampled_from(own)))
    return data[:start] + piece + data[end:]


def cut(draw: st.DrawFn, data: bytes) -> bytes:
    """The file ends early, or begins late."""
    at = draw(st.integers(0, len(data)))
    return data[:at] if draw(st.booleans()) else data[at:]


def lines_moved(draw: st.DrawFn, data: bytes) -> bytes:
    """Two lines in each other's place, or one of them twice, or one less."""
    lines = data.split(b"\n")
    one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    match draw(st.integers(0, 2)):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines.insert(other, lines[one])
        case _:
            del lines[one]
    return b"\n".join(lines)


def indented(draw: st.DrawFn, data: bytes) -> bytes:
    """A line further in, by spaces or a tab, or further out."""
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    blanks = draw(st.sampled_from([b" ", b"  ", b"\t", b""]))
    lines[at] = blanks + lines[at] if blanks else lines[at].lstrip()
    return b"\n".join(lines)


def encoded(draw: st.DrawFn, data: bytes) -> bytes:
    """The whole file as another program might have saved it."""
    text = data.decode("utf-8", "replace")
    return draw(
        st.sampled_from(
            [
                data.replace(b"\n", b"\r\n"),
                data.replace(b"\n", b"\r"),
                b"\xef\xbb\xbf" + data,
                text.encode("utf-16"),
                text.encode("latin-1", "replace"),
                data.replace(b"  ", b"\t"),
                data.replace(b" ", "\u00a0".encode()),
                data + data,
                data + b"\n" * 1000,
                b"",
            ]
        )
    )


CHANGES: tuple[Change, ...] = (replaced, replaced, replaced, replaced, cut, lines_moved, lines_moved, indented, encoded)


@st.composite
def changed(draw: st.DrawFn, texts: tuple[str, ...]) -> bytes:
    """One of some texts with one to four changes."""
    data = draw(st.sampled_from(texts)).encode()
    for _ in range(draw(st.sampled_from([1, 1, 2, 2, 3, 4]))):
        data = draw(st.sampled_from(CHANGES))(draw, data)
    return data
