"""Where a database may stand: on a disk of the machine itself, not where another program copies it along.

Owns telling a synchronised folder and a network drive from the path and the list of mounts. SQLite's log and
locks need one machine; a program that synchronises copies the file while it is being written.
"""

from __future__ import annotations

import sys
from pathlib import Path, PurePath

from lib.store.file.problems import UnsafePlace

_SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
}
"""How a folder begins that a program synchronises, with the name of the program."""
_NETWORK = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "ncpfs", "davfs", "ceph"}
_LOCAL_FUSE = {"fuse.fuse-overlayfs", "fuse.mergerfs", "fuse.ntfs-3g"}
_MOUNTS = Path("/proc/self/mounts")
_REMOTE_DRIVE = 4


def refuse_unsafe(path: Path) -> None:
    """Raise UnsafePlace, with the reason, for a file in a synchronised folder or on a network drive."""
    place = path.resolve()
    if program := synchronised_by(place) or synchronised_by(path):
        raise UnsafePlace.because(path, f"in een map van {program}")
    kind = network_of(place, _mounts()) or ("netwerkschijf" if _is_remote(place) else "")
    if kind:
        raise UnsafePlace.because(path, f"op een netwerkschijf ({kind})")


def synchronised_by(path: PurePath) -> str:
    """Return the program that synchronises a folder above the file; empty without one."""
    for part in path.parts[:-1]:
        for begin, program in _SYNCHRONISED.items():
            if part.casefold().startswith(begin):
                return program
    return ""


def network_of(path: PurePath, mounts: str) -> str:
    """Return the kind of network drive that a file stands on, by the list of mounts; empty for a disk.

    What a whole system stands on is never one: containers have file systems of their own.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2:
            point = fields[1].replace("\\040", " ")
            if path.is_relative_to(point) and len(point) >= len(best):
                best, kind = point, fields[2]
    remote = kind in _NETWORK or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE)
    return kind if remote and best != "/" else ""


def _mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote(path: Path) -> bool:
    """Tell whether Windows calls the drive of a file a remote one."""
    if sys.platform != "win32":
        return False
    import ctypes

    drive = path.drive
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
