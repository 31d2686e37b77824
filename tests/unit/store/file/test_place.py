"""A database stands on a disk of the machine itself; anywhere else it is refused with the reason."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from lib.store.file import place
from lib.store.file.connection import REAL
from lib.store.file.problems import UnsafePlace
from lib.store.seed import seeding
from tests.unit.cases import for_each

MOUNTS = """/dev/sda1 / ext4 rw 0 0
tmpfs /dev/shm tmpfs rw 0 0
//server/deel /mnt/deel cifs rw 0 0
server:/huis /home nfs4 rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
sshfs /mnt/een\\040map fuse.sshfs rw 0 0
overlay /mnt/laag fuse.fuse-overlayfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (PureWindowsPath(r"C:\Users\anna\OneDrive - Provincie\agenda.db"), "OneDrive"),
        (PurePosixPath("/home/anna/Dropbox/werk/agenda.db"), "Dropbox"),
        (PurePosixPath("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/agenda.db"), "iCloud"),
        (PureWindowsPath(r"C:\Users\anna\iCloudDrive\agenda.db"), "iCloud"),
        (PurePosixPath("/home/anna/werk/onedrive.db"), ""),
        (PurePosixPath("/srv/werkagenda/agenda.db"), ""),
    ],
)
def test_a_synchronised_folder_is_told_by_its_name(path: PurePosixPath, program: str) -> None:
    assert place.synchronised_by(path) == program


@for_each(
    [
        ("/mnt/deel/agenda.db", "cifs"),
        ("/home/anna/agenda.db", "nfs4"),
        ("/run/user/1000/gvfs/smb/agenda.db", "fuse.gvfsd-fuse"),
        ("/mnt/een map/agenda.db", "fuse.sshfs"),
        ("/mnt/laag/agenda.db", ""),
        ("/mnt/deelnemers/agenda.db", ""),
        ("/srv/agenda.db", ""),
    ]
)
def test_a_network_drive_is_told_by_the_list_of_mounts(path: str, kind: str) -> None:
    assert place.network_of(PurePosixPath(path), MOUNTS) == kind


def test_what_a_whole_system_stands_on_is_no_network_drive() -> None:
    assert place.network_of(PurePosixPath("/srv/agenda.db"), "server:/ / nfs4 rw 0 0\n") == ""


def test_the_app_does_not_start_there_and_touches_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "OneDrive - Provincie"
    folder.mkdir()
    monkeypatch.setenv("WERKAGENDA_DB", str(folder / "werkagenda.db"))
    with pytest.raises(UnsafePlace, match="in een map van OneDrive, waar het beschadigd kan raken"):
        seeding.prepare(REAL)
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(place, "_mounts", lambda: f"//server/deel {tmp_path} cifs rw 0 0")
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "werkagenda.db"))
    with pytest.raises(UnsafePlace, match=r"op een netwerkschijf \(cifs\), waar"):
        seeding.prepare(REAL)
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
