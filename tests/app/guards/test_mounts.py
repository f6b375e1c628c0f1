"""Which lines of the kernel's table are ways out (proc(5))."""

from __future__ import annotations

import pytest

from app.guards.linux.mounts import is_way_out, read_mounts

OWN = frozenset({"8:1"})


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        (r"61 29 8:17 / /media/zhang/MY\040DISK rw,nosuid shared:31 - vfat /dev/sdb1 rw,uid=1000", True),
        ("62 29 8:17 / /opt/somewhere rw - exfat /dev/sdb1 rw", True),
        ("63 29 0:60 / /home/zhang/cloud rw - fuse.sshfs me@host:/ rw", True),
        ("64 29 0:61 / /srv/share rw - cifs //server/share rw", True),
        ("65 29 0:62 / /mnt rw - tmpfs tmpfs rw", True),
        ("66 29 0:63 / /run/user/1000 rw - tmpfs tmpfs rw", False),
        ("67 29 7:3 / /snap/core/1 ro - squashfs /dev/loop3 ro", False),
        ("68 29 0:64 / /var/lib/docker/x rw - overlay overlay rw", False),
        ("69 29 8:1 /home /chroot/home rw - ext4 /dev/sda1 rw", False),
        ("70 29 0:65 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw", False),
    ],
)
def test_a_mount_counts_where_data_could_leave_by_it(line, counts):
    (mount,) = read_mounts(line + "\n").values()
    assert is_way_out(mount, OWN) is counts


def test_what_is_no_line_of_the_table_is_no_mount():
    assert read_mounts("\n61 29\n - \n") == {}
