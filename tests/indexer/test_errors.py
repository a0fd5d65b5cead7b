"""What is said of the system's refusals: the reason, and what to do about it."""

from __future__ import annotations

import errno
import os

import pytest

from indexer.errors import OutputError, refused


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EDQUOT, "free some space"),
        (errno.EACCES, "ask its owner for access"),
        (errno.EROFS, "name another place"),
        (errno.ENOTDIR, "name another place"),
        (errno.ENOLCK, "a file system with locks"),
        (errno.EIO, "mend the disk"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EMFILE, "ulimit -n"),
        (errno.ENFILE, "try again later"),
        (errno.EAGAIN, "try again later"),
        (errno.EBUSY, "try again later"),
        (errno.ENOMEM, "free some memory"),
        (errno.ESTALE, "mount the share again"),
        (errno.EXDEV, "the system's log may say why"),
    ],
)
def test_the_advice_is_for_the_reason(number: int, advice: str) -> None:
    error = refused("can't write a", OSError(number, os.strerror(number)))
    assert isinstance(error, OutputError)
    assert str(error).startswith(f"can't write a: {os.strerror(number)}; ")
    assert advice in str(error)


def test_an_error_without_a_number_has_its_own_words() -> None:
    assert (
        str(refused("a", OSError("it broke"))) == "a: it broke; the system's log may say why; mend that, and run again"
    )
