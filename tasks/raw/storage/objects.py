"""An object store or any other place that fsspec knows: `s3://bucket/prefix`, `gs://…`, `abfs://…`.

Credentials and endpoints come from each filesystem's own variables and files.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from tasks.common.errors import MissingError, StorageError, UnreachableError, UsageError
from tasks.common.retries import tried_again
from tasks.raw.storage.folder import Storage

Result = TypeVar("Result")

EXTRA = "senate-questions[cluster]"
"""Installs the filesystems that this project is tested with."""


class ObjectStorage(Storage):
    """Objects below an address; they appear complete.

    Raises UsageError when no installed package knows such an address. All methods raise UnreachableError when
    the store does not respond as expected.
    """

    can_be_partial = False

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._filesystem, self._root = _opened(address)

    def place(self, name: str = "") -> str:
        """The address of an object."""
        return f"{self._address}/{name}" if name else self._address

    def names(self, under: str) -> list[str]:
        """The names of all objects below a name: one request for many of them."""
        found = self._asked(lambda: self._found(under))
        return sorted(path.removeprefix(f"{self._root}/") for path in found)

    def read_many(self, names: Sequence[str]) -> list[bytes | StorageError]:
        """The bytes of several objects, in parallel; for missing ones, the error."""
        paths = [self._path(name) for name in names]

        def read() -> list[bytes | StorageError]:
            found = self._filesystem.cat(paths, on_error="return") if paths else {}
            return [self._content(name, found[path]) for name, path in zip(names, paths, strict=True)]

        return self._asked(read)

    def _content(self, name: str, found: Any) -> bytes | StorageError:  # noqa: ANN401 - bytes, or any error
        if isinstance(found, FileNotFoundError):
            return MissingError(f"There is no {self.place(name)}.")
        if isinstance(found, Exception):
            raise found
        return bytes(found)

    def write(self, name: str, content: bytes, *, durable: bool = False) -> None:  # noqa: ARG002 - always
        """Write an object."""
        self._asked(lambda: self._filesystem.pipe_file(self._path(name), content))

    def settle(self) -> None:
        """Nothing: a confirmed object is safe."""

    def upload(self, name: str, path: Path) -> None:
        """Write an object from a file."""
        self._asked(lambda: self._filesystem.put_file(str(path), self._path(name)))

    def download(self, name: str, path: Path) -> None:
        """Read an object into a file; raises MissingError when it does not exist."""
        try:
            self._asked(lambda: self._filesystem.get_file(self._path(name), str(path)))
        except UnreachableError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise MissingError(f"There is no {self.place(name)}.") from error
            raise

    def remove(self, name: str) -> None:
        """Remove all objects below a name."""
        self._asked(lambda: (found := self._found(name)) and self._filesystem.rm(found))

    def _found(self, under: str) -> list[str]:
        self._filesystem.invalidate_cache()
        found: list[str] = self._filesystem.find(self._path(under))
        return found

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _asked(self, action: Callable[[], Result]) -> Result:
        """Ask the store, again where the fault may pass: each action may be done twice.

        Any error of a filesystem becomes a sentence.
        """
        try:
            return tried_again(action, _passes)
        except StorageError:
            raise
        except Exception as error:
            reason = str(error).strip().rstrip(".") or type(error).__name__
            raise UnreachableError(
                f"The store at {self._address} does not respond as expected: {reason}. Check that the "
                "address is right, that it can be reached from here and that the credentials of this "
                "environment are valid, then run the command again; everything stored before is untouched."
            ) from error


def _passes(error: Exception) -> bool:
    """Whether an error of a filesystem may pass by itself: a network's or a server's, not a refusal."""
    lasting = (FileNotFoundError, PermissionError, FileExistsError, IsADirectoryError)
    return isinstance(error, OSError) and not isinstance(error, lasting)


def _opened(address: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415 - most runs do not need it

    try:
        filesystem, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise UsageError(
            f"{address} needs a package that is not installed: {error}. For s3:// install {EXTRA} "
            "(in a clone: make setup-cluster)."
        ) from error
    except ValueError as error:
        raise UsageError(f"{address} is not the address of a store: {error}.") from error
    if not root.strip("/"):
        raise UsageError(f"{address} is not the address of a store: {urlsplit(address).scheme}:// alone.")
    return filesystem, root.rstrip("/")
