"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100  # Linux, fcntl.h: paths count from the current folder
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def exchange(one: Path, other: Path) -> bool:
    """Put each folder in the other's place, at once: at no moment does either name lead nowhere.

    False, and nothing done, where the system or the disk cannot do it (Windows, some network
    disks). Both must exist, on one disk. Raises OSError for every other reason.
    """
    names = os.fsencode(one), os.fsencode(other)
    failed = 0
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            failed = library.renameat2(
                _AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)
            )
        elif sys.platform == "darwin":
            failed = library.renamex_np(names[0], names[1], ctypes.c_uint(_RENAME_SWAP))
        else:
            return False
    except (AttributeError, OSError, TypeError):  # a C library without it, or none to be had
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
