"""The folder of a run: on a disk, or below a prefix of an object store, whose objects are whole or not there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from attrs import frozen
from pyarrow import fs

from lifecycle.problems import Problem, Problems
from scenarios.portfolio.object_store import beside, is_uri, reached, telling


@frozen
class Folder:
    """A folder by its path or its URI. Every way to use it raises Problems where a store fails.

    On a disk what is written has another name until it is whole. A store renames nothing, and shows an object only
    once all of it has arrived: there what is written is made on this machine, and then sent under its own name.
    """

    name: str

    def __str__(self) -> str:
        return self.name

    def __truediv__(self, inner: str) -> "Folder":
        return Folder(self.of(inner))

    @property
    def remote(self) -> bool:
        """Whether it lies in a store."""
        return is_uri(self.name) and not isinstance(reached(self.name)[0], fs.LocalFileSystem)

    def sibling(self, name: str) -> "Folder":
        """Another folder where this one is."""
        if is_uri(self.name):
            return Folder(beside(self.name, f"{self._path.rpartition('/')[0]}/{name}"))
        return Folder(str(Path(self.name).with_name(name)))

    def of(self, inner: str) -> str:
        """The name of something in it."""
        return beside(self.name, f"{self._path}/{inner}") if is_uri(self.name) else str(Path(self.name) / inner)

    def holds(self, inner: str) -> bool:
        """Whether a file of that name is in it."""
        with telling(self.name):
            return bool(self._system.get_file_info(f"{self._path}/{inner}").is_file)

    def names(self) -> list[str]:
        """The names of what is in it, in their order; of none where it is not there. Raises Problems for a file."""
        with telling(self.name):
            try:
                found = self._system.get_file_info(fs.FileSelector(self._path, allow_not_found=True))
            except NotADirectoryError:
                raise Problems([Problem(self.name, 0, 0, "is a file; name a folder")]) from None
            return sorted(one.base_name for one in found if one.base_name)

    def make(self) -> None:
        """Have it be there; a store has no folders, only names that begin alike."""
        if not self.remote:
            Path(self._path).mkdir(parents=True, exist_ok=True)

    def read(self, inner: str) -> str:
        """The text of a file in it."""
        with telling(self.of(inner)), self._system.open_input_stream(f"{self._path}/{inner}") as stream:
            return bytes(stream.read()).decode()

    def write(self, inner: str, data: str | bytes) -> None:
        """Write a file into it, whole or not at all."""
        with self.writing(inner) as draft:
            draft.write_bytes(data.encode() if isinstance(data, str) else data)

    @contextmanager
    def writing(self, inner: str, mark: str = "") -> Iterator[Path]:
        """Where to write a file of that name on this machine; it stands here once all of it is written.

        It never does where that fails, or where nothing is left there. Who may not be alone at it has a ``mark``.
        """
        if self.remote:
            with TemporaryDirectory() as kept:
                draft = Path(kept) / inner
                yield draft
                if not draft.exists():
                    return
                # All at once: leaving a stream half-way would make an object of what has arrived.
                with telling(self.of(inner)), self._system.open_output_stream(f"{self._path}/{inner}") as out:
                    out.write(pa.memory_map(str(draft)).read_buffer())
            return
        path = Path(self._path) / inner
        draft = path.with_name(f".{path.name}{mark}.draft")
        try:
            yield draft
            if draft.exists():
                draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else works in it meanwhile. Raises Problems where somebody does.

        A store has no lock that is gone with whoever held it: there two of the same run write the same objects.
        """
        if self.remote:
            yield
            return
        held = os.open(self._path, os.O_RDONLY)
        try:
            flock(held, LOCK_EX | LOCK_NB)
            yield
        except BlockingIOError:
            words = "another run works in it; wait for its end, or name another folder"
            raise Problems([Problem(self.name, 0, 0, words)]) from None
        finally:
            os.close(held)

    def empty(self) -> None:
        """Have all that is in it be gone."""
        with telling(self.name):
            self._system.delete_dir_contents(self._path, missing_dir_ok=True)

    def remove(self) -> None:
        """Have it be gone with all that is in it, where it is there."""
        if not self.remote:
            if Path(self._path).exists():
                shutil.rmtree(self._path)
        elif self.names():
            with telling(self.name):
                self._system.delete_dir(self._path)

    def unmake(self) -> None:
        """Have it be gone if nothing is in it."""
        if not self.remote:
            with suppress(OSError):
                Path(self._path).rmdir()

    def become(self, other: "Folder", last: str) -> None:
        """Have its files stand in another folder, instead; ``last`` there is the sign that all do.

        On a disk that is one renaming. In a store each object is copied by the store itself, the last at the end.
        """
        if not self.remote:
            Path(self._path).replace(other._path)
            return
        with telling(self.name):
            for inner in sorted(self.names(), key=lambda one: one == last):
                self._system.copy_file(f"{self._path}/{inner}", f"{other._path}/{inner}")
            self._system.delete_dir(self._path)

    @property
    def _system(self) -> Any:
        return reached(self.name)[0]

    @property
    def _path(self) -> str:
        return reached(self.name)[1]
