"""A small book with its telling in Indonesian beside it."""

from pathlib import Path

from lifecycle.rulebook import RuleBook, read

BOOK = """
## 1 Late: within the month

5 % from the 21st.

*Not modelled: the letter.*

```toml
[[late_fee.tier]]
from = {month = 1, day = 1}
rate = "5%"

[readings."late_fee.base"]
default = "each_bill"
question = "Each bill, within 12 months?"
```

## Resale

It ends at once.

```toml
[resale]
ends = "at_once"

[readings."payment.timezone"]
default = "provider"
```
"""

TELLING = """\
# Kecil, ketentuan 2024

*Sumber: sebuah uji*

Dengan kata-kata uji.

## 1 Terlambat: dalam bulan tagihan

5 % mulai tanggal 21.

- `late_fee.base`: Tiap tagihan,
  dalam dua belas bulan?

*Tidak dimodelkan: suratnya.*

- sebuah daftar

## Jual kembali

Berakhir seketika.
"""


def write(folder: Path, header: str) -> Path:
    """Write the book, with its telling beside it; its blocks begin on line 18."""
    path = folder / "kecil/2024-01-01.md"
    path.parent.mkdir()
    path.write_text(header + BOOK, "utf-8")
    path.with_name("2024-01-01.id.md").write_text(TELLING, "utf-8")
    return path


def retold(file: Path, old: str, new: str) -> RuleBook:
    """The book with another telling."""
    assert old in TELLING
    file.with_name("2024-01-01.id.md").write_text(TELLING.replace(old, new, 1), "utf-8")
    return read(file)
