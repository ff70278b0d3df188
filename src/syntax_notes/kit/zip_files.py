"""Zip files that depend on nothing but the names and the content of what is in them."""

from __future__ import annotations

import io
import zipfile

# A zip says when each file was changed; so that it changes with its files only:
NO_DATE = (1980, 1, 1, 0, 0, 0)


def pack(files: dict[str, bytes]) -> bytes:
    """Return files, by their names, as a zip."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            packed.writestr(info, content)
    return written.getvalue()
