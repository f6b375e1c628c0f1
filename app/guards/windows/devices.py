"""The USB guard of Windows: a window that nobody sees hears WM_DEVICECHANGE for disks and portable devices (D5).

RegisterDeviceNotificationW with a message-only window, and CM_Get_Device_Interface_ListW for what is there already.
A disk on UAS that was plugged in before the start stands among the built-in ones and is not told from them.
"""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes
    from threading import Event
    from typing import TYPE_CHECKING
    from uuid import UUID

    from app.guards.thread import ThreadedGuard
    from app.guards.windows.changes import (
        DBT_DEVTYP_DEVICEINTERFACE,
        WATCHED,
        WM_DEVICECHANGE,
        DevBroadcastDeviceInterface,
        DevBroadcastHdr,
        describe,
        read_change,
    )
    from protocol.guarding import Channel

    if TYPE_CHECKING:
        from collections.abc import Iterator

        from app.guards.sighting import Lookout

    _WM_CLOSE, _HWND_MESSAGE, _PRESENT = 0x0010, -3, 0
    _PROCEDURE = ctypes.WINFUNCTYPE(ctypes.c_ssize_t, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)

    class _WindowClass(ctypes.Structure):
        """WNDCLASSW."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("lpfnWndProc", _PROCEDURE),
            ("cbClsExtra", ctypes.c_int),
            ("cbWndExtra", ctypes.c_int),
            ("hInstance", wintypes.HINSTANCE),
            ("hIcon", wintypes.HICON),
            ("hCursor", wintypes.HANDLE),
            ("hbrBackground", wintypes.HBRUSH),
            ("lpszMenuName", wintypes.LPCWSTR),
            ("lpszClassName", wintypes.LPCWSTR),
        )

    class DeviceGuard(ThreadedGuard):
        """The window lives on the guard's thread, as its messages must."""

        channel = Channel.USB

        def prepare(self, lookout: Lookout) -> None:
            """Report what is there; whatever comes before the window stands is seen when it asks again."""
            self._standing, self._window = Event(), 0
            self._report_present(lookout)

        def watch(self, lookout: Lookout) -> None:
            """Hear messages until the window is closed."""
            user = _load_user()
            procedure = _PROCEDURE(lambda *message: self._hear(user, lookout, *message))
            # A class keeps the procedure of whoever registered it, so each guard has one, and takes it back.
            kind = _WindowClass(lpfnWndProc=procedure, lpszClassName=f"VeildeskDeviceGuard-{id(self):x}")
            _require(user.RegisterClassW(ctypes.byref(kind)))
            try:
                window = _require(
                    user.CreateWindowExW(0, kind.lpszClassName, None, 0, 0, 0, 0, 0, _HWND_MESSAGE, None, None, None)
                )
                try:
                    self._listen(user, window, lookout)
                finally:
                    user.DestroyWindow(window)
            finally:
                user.UnregisterClassW(kind.lpszClassName, None)

        def _listen(self, user: ctypes.WinDLL, window: int, lookout: Lookout) -> None:
            for group in WATCHED:
                wanted = DevBroadcastDeviceInterface(
                    dbch_size=ctypes.sizeof(DevBroadcastDeviceInterface),
                    dbch_devicetype=DBT_DEVTYP_DEVICEINTERFACE,
                    dbcc_classguid=(ctypes.c_ubyte * 16)(*group.bytes_le),
                )
                _require(user.RegisterDeviceNotificationW(window, ctypes.byref(wanted), 0))
            self._window = window
            self._standing.set()
            self._report_present(lookout)
            message = wintypes.MSG()
            while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                user.DispatchMessageW(ctypes.byref(message))

        def wake(self) -> None:
            """Close the window; Windows takes its notifications back with it."""
            self._standing.wait(5)
            _load_user().PostMessageW(self._window, _WM_CLOSE, 0, 0)

        def _hear(
            self, user: ctypes.WinDLL, lookout: Lookout, window: int, message: int, event: int, place: int
        ) -> int:
            if message == WM_DEVICECHANGE and place:
                size = DevBroadcastHdr.from_address(place).dbch_size
                change = read_change(event, ctypes.string_at(place, size))
                if change and change.is_arrival:
                    sighting = describe(change.group, change.name, at_start=False)
                    if sighting:
                        lookout.see(sighting)
                elif change:
                    lookout.lose(self.channel, change.name.lower())
            elif message == _WM_CLOSE:
                user.PostQuitMessage(0)
                return 0
            return int(user.DefWindowProcW(window, message, event, place))

        def _report_present(self, lookout: Lookout) -> None:
            for group in WATCHED:
                for name in _list_interfaces(group):
                    sighting = describe(group, name, at_start=True)
                    if sighting:
                        lookout.see(sighting)

    def _load_user() -> ctypes.WinDLL:
        user = ctypes.WinDLL("user32", use_last_error=True)
        for call in (user.DefWindowProcW, user.PostMessageW):
            call.argtypes = [wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM]
        user.DefWindowProcW.restype = ctypes.c_ssize_t
        user.CreateWindowExW.argtypes = [
            *(wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
            *([ctypes.c_int] * 4),
            *(wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID),
        ]
        user.CreateWindowExW.restype = wintypes.HWND
        user.DestroyWindow.argtypes = [wintypes.HWND]
        user.UnregisterClassW.argtypes = [wintypes.LPCWSTR, wintypes.HINSTANCE]
        user.RegisterDeviceNotificationW.argtypes = [wintypes.HANDLE, wintypes.LPVOID, wintypes.DWORD]
        user.RegisterDeviceNotificationW.restype = wintypes.HANDLE
        return user

    def _require(made: int | None) -> int:
        if not made:
            raise ctypes.WinError(ctypes.get_last_error())
        return made

    def _list_interfaces(group: UUID) -> Iterator[str]:
        """The paths of the interfaces that are present; OSError where Windows does not tell."""
        manager = ctypes.WinDLL("cfgmgr32")
        guid, size = (ctypes.c_ubyte * 16)(*group.bytes_le), wintypes.ULONG()
        if manager.CM_Get_Device_Interface_List_SizeW(ctypes.byref(size), ctypes.byref(guid), None, _PRESENT):
            raise OSError("the configuration manager does not list devices")
        names = ctypes.create_unicode_buffer(size.value)
        if manager.CM_Get_Device_Interface_ListW(ctypes.byref(guid), None, names, size, _PRESENT):
            raise OSError("the configuration manager does not list devices")
        return (name for name in "".join(names[:]).split("\0") if name)
