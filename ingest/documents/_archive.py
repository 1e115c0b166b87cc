"""Unpack members of a ZIP archive within bounds, whatever its directory claims."""

import zipfile
from collections.abc import Iterable
from io import BytesIO

from ingest.documents import _limits
from kg.errors import BadSource


def members(data: bytes, wanted: Iterable[str], location: str) -> dict[str, bytes]:
    """Return the wanted members that the archive has, unpacked.

    Raises `BadSource` for a damaged or encrypted archive and one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            known = archive.infolist()
            _check(known, location)
            names = {info.filename: info for info in known}
            return {
                name: _unpacked(archive, names[name], location) for name in wanted if name in names
            }
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, NotImplementedError) as problem:
        raise BadSource(f"{location}: is a damaged archive ({problem})") from problem
    except RuntimeError as problem:  # zipfile's word for a member with a password
        raise BadSource(
            f"{location}: is encrypted; save it without its password first"
        ) from problem


def names(data: bytes) -> set[str]:
    """Return the names of the members, none where the bytes are no archive."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return set(archive.namelist()[: _limits.MEMBERS])
    except (zipfile.BadZipFile, EOFError, ValueError, OSError):
        return set()


def _check(known: list[zipfile.ZipInfo], location: str) -> None:
    if len(known) > _limits.MEMBERS:
        raise BadSource(f"{location}: holds {len(known):,} members, more than {_limits.MEMBERS:,}")
    total = sum(info.file_size for info in known)
    if total > _limits.ARCHIVE:
        raise BadSource(_explodes(location))
    for info in known:
        if info.file_size > _limits.MIB and info.file_size > _limits.RATIO * info.compress_size:
            raise BadSource(_explodes(location))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, location: str) -> bytes:
    # The directory may lie, so what comes out is counted too.
    with archive.open(info) as member:
        unpacked = member.read(_limits.MEMBER + 1)
    if len(unpacked) > _limits.MEMBER:
        raise BadSource(_explodes(location))
    return unpacked


def _explodes(location: str) -> str:
    return f"{location}: unpacks to far more than a document holds, and is refused as unsafe"
