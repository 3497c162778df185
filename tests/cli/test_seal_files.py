"""A seal in which any byte is another: never taken for what it is not, and never a traceback."""

import json
import random
import sys
from pathlib import Path

import pytest

from lifecycle.store import SealFile, Store, StoreProblem
from lifecycle.store import signature as signatures
from tests.cli.told import UNPAID, kept, lifecycle

SIGNS = b'0a}"]-\xff \\n'
SEED = 20_240_620


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[str, Path, Path]:
    """A store, its signed seal, and the public key."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization", reason="no extra seal")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # an extra

    key, pem = Ed25519PrivateKey.generate(), serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "mine.pem").write_bytes(private)
    (tmp_path / "mine.pub").write_bytes(public)
    url, seal = f"sqlite:///{tmp_path / 'kept.db'}", tmp_path / "seal.json"
    assert lifecycle("replay", kept(tmp_path, UNPAID), "--store", url).exit_code == 0
    assert lifecycle("seal", "--store", url, "--out", seal, "--key", tmp_path / "mine.pem").exit_code == 0
    return url, seal, tmp_path / "mine.pub"


def test_a_seal_says_all_that_a_store_was_judged_by(sealed: tuple[str, Path, Path]) -> None:
    url, seal, _ = sealed
    found = json.loads(seal.read_bytes())["seal"]
    with Store.open(url, reading=True) as store:
        assert found["chain"] == {"count": store.head.count, "head": store.head.hash}
        opening = next(iter(store.events("indihome/122001"))).event
        assert found["books"] == sorted(used.digest for used in getattr(opening, "books", ()))
    assert found["books"]
    assert all(found[name] not in {"", "not installed"} for name in ("program", "holidays", "shape"))


def test_a_signed_seal_of_which_a_byte_is_another_does_not_hold(sealed: tuple[str, Path, Path]) -> None:
    """Of each byte: that it is gone, doubled, and made another; only blanks between the words say nothing."""
    url, seal, public = sealed
    data, chance, meant = seal.read_bytes(), random.Random(SEED), json.loads(seal.read_bytes())
    with Store.open(url, reading=True) as store:
        for at in range(len(data)):
            sign = bytes([chance.choice(SIGNS)])
            for put in (b"", data[at : at + 1] * 2, sign, bytes([data[at] ^ 1])):
                changed = data[:at] + put + data[at + 1 :]
                try:
                    file = SealFile.read("seal.json", changed)
                except StoreProblem:
                    continue
                holds = signatures.wrong(file, public) is None and not store.breaks(file.seal)
                assert holds == (json.loads(changed) == meant), changed[max(at - 20, 0) : at + 20]


@pytest.mark.parametrize("at", [0, 1, 40, -200, -80, -3])
def test_a_spoilt_seal_is_told_on_the_command_line(sealed: tuple[str, Path, Path], at: int) -> None:
    url, seal, public = sealed
    data = bytearray(seal.read_bytes())
    data[at] ^= 4
    seal.write_bytes(data)
    found = lifecycle("verify", "--store", url, "--seal", seal, "--public-key", public)
    assert isinstance(found.exception, SystemExit)
    assert found.exit_code in {1, 2}
    assert "holds" not in found.stdout


def test_without_its_library_a_signed_seal_names_the_extra(
    sealed: tuple[str, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where no key was given: that it is signed says nothing until it is looked at."""
    url, seal, public = sealed
    for name in [name for name in sys.modules if name.startswith("cryptography")]:
        monkeypatch.setitem(sys.modules, name, None)
    for given in ((), ("--public-key", public)):
        found = lifecycle("verify", "--store", url, "--seal", seal, *given)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "pip install 'subscription-lifecycle[seal]'" in found.stderr
