"""Two folders change places in one step where the system can, in two where it cannot."""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def publish(new: Path, target: Path, old: Path) -> None:
    """Puts the folder `new` at `target`. What stood there is then at `new`, or, where the system knows no exchange, at `old`."""
    if not target.exists():
        new.rename(target)
        return
    if not _exchanged(new, target):
        # Two steps: between them only who recovers knows where the site is.
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Swaps two folders in one step by Linux's renameat2(2); False where the system or the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
