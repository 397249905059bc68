"""What is taken in as a submission, and what is refused before anyone looks at its meaning."""

import hashlib
import os
import socket
from pathlib import Path

import pytest

from judge.box.intake import MAX_BYTES, IntakeError, read_submission

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def file(tmp_path):
    return tmp_path / "answer.py"


def refusal(path: Path) -> str:
    with pytest.raises(IntakeError) as caught:
        read_submission(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_python_file_comes_in_as_text_with_the_hash_of_its_bytes(file):
    file.write_bytes("größe = 1\r\n".encode())
    submission = read_submission(file)
    assert submission.text == "größe = 1\r\n"
    assert submission.path == str(file)
    assert submission.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_byte_order_mark_is_accepted_and_is_not_part_of_the_text(file):
    file.write_bytes(b"\xef\xbb\xbfx = 1\n")
    submission = read_submission(file)
    assert submission.text == "x = 1\n"
    assert submission.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_link_to_a_file_is_read(file, tmp_path):
    file.write_text("x = 1\n")
    link = tmp_path / "link.py"
    link.symlink_to(file)
    assert read_submission(link).text == "x = 1\n"


def test_a_missing_file_is_told_with_the_one_that_may_be_meant(file):
    file.write_text("x = 1\n")
    assert "no such file; check the path" in refusal(file.with_name("other.py"))
    assert f"no such file (did you mean {file}?)" in refusal(file.with_name("anwser.py"))


def test_a_dangling_link_and_a_path_through_a_file_are_missing(file, tmp_path):
    link = tmp_path / "link.py"
    link.symlink_to(file)
    assert f"links to {file}, which is not there" in refusal(link)
    file.write_text("x = 1\n")
    assert "no such file" in refusal(file / "inner.py")


def test_of_a_directory_the_python_files_are_suggested(tmp_path):
    assert "is a directory; give a Python file; there is none in it" in refusal(tmp_path)
    for name in ("b.py", "a.py", "notes.txt"):
        (tmp_path / name).write_text("x = 1\n")
    assert refusal(tmp_path).endswith("is a directory; give one of its files: a.py, b.py")


def test_of_a_full_directory_only_some_files_are_suggested(tmp_path):
    for number in range(7):
        (tmp_path / f"a{number}.py").write_text("x = 1\n")
    assert refusal(tmp_path).endswith("a0.py, a1.py, a2.py, a3.py, a4.py and 2 more")


@pytest.mark.timeout(20)
def test_a_fifo_that_nobody_writes_to_does_not_hold_the_judge(tmp_path):
    fifo = tmp_path / "fifo.py"
    os.mkfifo(fifo)
    assert "is not a regular file" in refusal(fifo)


def test_a_device_is_not_a_submission():
    assert "is not a regular file" in refusal(Path("/dev/zero"))


def test_a_socket_is_not_a_submission(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.py")
        assert "cannot be read" in refusal(tmp_path / "socket.py")


@pytest.mark.skipif(as_root, reason="root may read everything")
def test_a_file_without_permission_cannot_be_read(file):
    file.write_text("x = 1\n")
    file.chmod(0)
    assert "permission denied" in refusal(file)


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(5, "Input/output error")])
def test_an_error_while_opening_is_told_and_not_raised(file, monkeypatch, error):
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", fail)
    assert "cannot be read" in refusal(file)


def test_an_error_while_reading_leaves_no_descriptor_open(file, monkeypatch):
    file.write_text("x = 1\n")
    opened = []

    def fail(descriptor: int, _: int) -> bytes:
        opened.append(descriptor)
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    assert "Input/output error" in refusal(file)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])


def test_a_path_that_no_file_can_have_is_refused_in_one_line(tmp_path):
    assert "cannot be read" in refusal(tmp_path / "a\0b.py")
    assert "cannot be read" in refusal(tmp_path / ("x" * 1000))
    assert "\\n" in refusal(tmp_path / "two\nlines.py")


def test_the_size_is_limited_to_the_byte(file):
    file.write_bytes(b"#" * MAX_BYTES)
    assert len(read_submission(file).text) == MAX_BYTES
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert "is larger than 256 KiB" in refusal(file)


def test_a_sparse_file_of_a_terabyte_is_refused_without_reading_it(file):
    with file.open("wb") as out:
        out.truncate(1 << 40)
    assert "is larger than 256 KiB" in refusal(file)


def test_binary_is_told_by_its_first_nul_byte(file):
    file.write_bytes(b"x = 1\0")
    assert "is binary (NUL at byte 5)" in refusal(file)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused(file, encoding):
    file.write_bytes("x = 1\n".encode(encoding))
    assert refusal(file)


def test_what_is_not_utf8_is_told_by_byte_and_line(file):
    file.write_bytes(b"x = 1\ny = 'caf\xe9'\n")
    assert "is not UTF-8 at byte 14 (0xE9, line 2)" in refusal(file)


def test_the_offset_counts_the_byte_order_mark(file):
    file.write_bytes(b"\xef\xbb\xbf\xff")
    assert "is not UTF-8 at byte 3 (0xFF, line 1)" in refusal(file)


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u2069", "\u202a", "\u200f", "\u061c"])
def test_a_control_that_reorders_the_text_is_refused(file, control):
    file.write_text(f"x = 1\n# {control}hidden\n", encoding="utf-8")
    assert f"line 2 has U+{ord(control):04X}" in refusal(file)


def test_text_in_any_script_is_welcome(file):
    file.write_text("# שלום, мир, 世界, 🧵\nx = 1\n", encoding="utf-8")
    assert "世界" in read_submission(file).text


@pytest.mark.parametrize("content", [b"", b"\n \t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(file, content):
    file.write_bytes(content)
    assert "is empty" in refusal(file)
