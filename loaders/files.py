"""Write files and folders whole or not at all, so that nothing half-made is ever left under a final name."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; it takes the final name when the block ends without an error.

    A folder, a pipe or a device such as /dev/null is not a file to be replaced: that is refused as an OSError.
    """
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "what has this name is not a file", str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder beside `folder`; it takes the final name when the block ends without an error.

    A folder that stood there before is kept until the new one is complete.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        yield temporary
        temporary.chmod(0o777 & ~_umask())
        if folder.exists():
            aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
            folder.replace(aside / folder.name)
            try:
                temporary.replace(folder)
            except OSError:
                (aside / folder.name).replace(folder)
                raise
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        else:
            temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
