"""Take in a submission: read its bytes once, and refuse whatever cannot be Python source."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 256 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPTIONAL_FLAGS = ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_OPEN_FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _OPTIONAL_FLAGS)


class IntakeError(Exception):
    """The file cannot be judged; ``str`` of it says in one line what is wrong and what to do."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What a candidate wrote. ``sha256`` is of the bytes of the file, ``text`` is without a BOM."""

    path: str
    text: str
    sha256: str


def read_submission(path: Path) -> Submission:
    """Read the submission at ``path``; raises ``IntakeError``."""
    data = _read(path)
    return Submission(
        path=str(path), text=_decode(path, data), sha256=hashlib.sha256(data).hexdigest()
    )


def _read(path: Path) -> bytes:
    try:
        # Opened without blocking, or a FIFO that nobody writes to would hold the judge for ever.
        descriptor = os.open(path, _OPEN_FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            problem = f"links to {_shown(path.readlink())}, which is not there; mend the link"
            raise _error(path, problem) from None
        raise _error(path, f"no such file{_near_miss(path)}") from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    try:
        return _read_descriptor(path, descriptor)
    except OSError as error:
        raise _unreadable(path, error) from None
    finally:
        os.close(descriptor)


def _read_descriptor(path: Path, descriptor: int) -> bytes:
    kind = os.fstat(descriptor).st_mode
    if stat.S_ISDIR(kind):
        raise _error(path, f"is a directory; {_files_inside(path)}")
    if not stat.S_ISREG(kind):
        raise _error(path, "is not a regular file; give a Python file")
    data = bytearray()
    # The size fstat tells may be out of date at once, so the bytes themselves are counted.
    while chunk := os.read(descriptor, MAX_BYTES + 1 - len(data)):
        data += chunk
        if len(data) > MAX_BYTES:
            raise _error(path, f"is larger than {MAX_BYTES // 1024} KiB; submit only the solution")
    return bytes(data)


def _decode(path: Path, data: bytes) -> str:
    if data.startswith(UTF_16_MARKS):
        raise _error(path, "is UTF-16; save it as UTF-8")
    if 0 in data:
        raise _error(path, f"is binary (NUL at byte {data.index(0)}); give Python source")
    text = _decode_utf8(path, data)
    if not text.strip():
        raise _error(path, "is empty; write your code in it and save it")
    if found := BIDI_CONTROLS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise _error(
            path,
            f"line {line} has U+{ord(found[0]):04X}, an invisible character that can show code in "
            "another order than it runs in; delete it",
        )
    return text


def _decode_utf8(path: Path, data: bytes) -> str:
    # Not "utf-8-sig": after a mark it counts the offset of an error from behind the mark.
    skip = len(BYTE_ORDER_MARK) if data.startswith(BYTE_ORDER_MARK) else 0
    try:
        return data[skip:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + skip
        line = data.count(b"\n", 0, at) + 1
        problem = f"is not UTF-8 at byte {at} (0x{data[at]:02X}, line {line}); save it as UTF-8"
        raise _error(path, problem) from None


def _error(path: Path, problem: str) -> IntakeError:
    return IntakeError(f"{_shown(path)}: {problem}")


def _shown(path: Path) -> str:
    text = str(path)
    return text if text.isprintable() else ascii(text)


def _unreadable(path: Path, error: OSError | ValueError) -> IntakeError:
    if isinstance(error, PermissionError):
        return _error(path, "cannot be read: permission denied; make it readable")
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return _error(path, f"cannot be read: {reason}; give another file")


def _files_inside(folder: Path) -> str:
    names = _names(folder)
    if not names:
        return "give a Python file; there is none in it"
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"give one of its files: {', '.join(names[:5])}{more}"


def _near_miss(path: Path) -> str:
    near = difflib.get_close_matches(path.name, _names(path.parent), n=1)
    return f" (did you mean {path.with_name(near[0])}?)" if near else "; check the path"


def _names(folder: Path) -> list[str]:
    try:
        names = [entry.name for entry in folder.iterdir()]
    except (OSError, ValueError):
        return []
    return sorted(name for name in names if name.endswith(".py") and name.isprintable())
