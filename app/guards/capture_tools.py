"""Programs that are known to take or send pictures of the screen, by the names of their executables.

A list can only know the known: whoever brings a program of his own is named by the watermark, not seen here. Programs
of conversation that can also share a screen are left out, since an agent may need them all day.
"""

from __future__ import annotations

_OF_IMAGEMAGICK = ("animate", "compare", "composite", "convert", "display", "identify", "mogrify", "montage", "stream")
"""Each of them reads ``x:root`` as a picture."""
KNOWN = frozenset(
    [
        *("scrot", "maim", "shutter", "flameshot", "ksnip", "spectacle", "ksnapshot", "gnome-screenshot"),
        *("xwd", "import", "import-im6.q16", "import-im7.q16", "magick", "gm", "imlib2_grab"),
        *(f"{name}-im{version}" for name in _OF_IMAGEMAGICK for version in ("6.q16", "7.q16")),
        *("mate-screenshot", "xfce4-screenshooter", "deepin-screenshot", "deepin-screen-recorder", "kylin-screenshot"),
        *("grim", "wf-recorder", "wl-screenrec", "gpu-screen-recorder", "grimshot", "hyprshot"),
        *("obs", "simplescreenrecorder", "kazam", "peek", "vokoscreenNG", "recordmydesktop", "gtk-recordmydesktop"),
        *("ffmpeg", "ffplay", "gst-launch-1.0", "byzanz-record", "screenkey", "green-recorder", "kooha"),
        *("x11vnc", "x0vncserver", "x0tigervncserver", "wayvnc", "krfb", "vino-server", "xpra", "sunshine"),
        *("anydesk", "teamviewer", "TeamViewer_Desktop", "rustdesk", "ToDesk", "sunloginclient", "dwagent"),
    ]
)
_COMM_BYTES = 15
"""How much of a name the kernel keeps (proc_pid_comm(5))."""
_SHORT = {name[:_COMM_BYTES]: name for name in KNOWN}


def find_tool(comm: str, executable: str) -> str:
    """Which known program a process is, by its name and by its file's, empty where it is none."""
    base = executable.rpartition("/")[2].removesuffix(" (deleted)")
    return base if base in KNOWN else _SHORT.get(comm, "")
