"""The way in: enrolment, sign-in, a first password, the lock."""

from __future__ import annotations

from PySide6.QtTest import QTest

from app.guards.sighting import Kind, Sighting
from app.session import LockReason
from app.vpn import RoadKind, VpnState
from protocol.guarding import Channel
from protocol.keeping import KeyringMissing, VaultDamaged
from protocol.refusals import AccountFrozen, DeviceFrozen, EnrolmentRefused, SignInRefused
from protocol.road import CentralUnreachable
from tests.pictures.scenes import add_scene, scene
from tests.pictures.studio import Studio
from tests.ui.working_desk import PASSWORD
from ui.main_window import MainWindow
from ui.sign_in.window import SignInWindow
from ui.style import Tone

TICKET = "VEILDESK1." + "eyJzeW50aGV0aWMiOiJub3RoaW5nIn0" * 6


def _entry(studio: Studio, *, enrolled: bool = True) -> SignInWindow:
    window = studio.keep(
        SignInWindow(studio.jobs, lambda: studio.desk(), lambda *_: None, enrolled=enrolled, last_username="")
    )
    window.show()
    return window


@scene("enrol")
def _enrol(studio: Studio) -> SignInWindow:
    window = _entry(studio, enrolled=False)
    window.enrol_page.name.setText("desk-07")
    return window


@scene("enrol-refused")
def _enrol_refused(studio: Studio) -> SignInWindow:
    window = _enrol(studio)
    window.enrol_page.ticket.setPlainText(TICKET)
    window.enrol_page.show_error(EnrolmentRefused())
    return window


@scene("sign-in", in_docs=True)
def _sign_in(studio: Studio) -> SignInWindow:
    window = _entry(studio)
    page = window.sign_in_page
    page.start("zhangmin", has_vault=True)
    QTest.keyClicks(page.password, PASSWORD.decode())
    page.code.setText("493021")
    return window


@scene("sign-in-first")
def _sign_in_first(studio: Studio) -> SignInWindow:
    window = _entry(studio)
    window.sign_in_page.start("", has_vault=False)
    window.sign_in_page.banner.say(Tone.OK, window.tr("This desk is enrolled. Sign in to begin."))
    return window


@scene("sign-in-busy")
def _sign_in_busy(studio: Studio) -> SignInWindow:
    window = _sign_in(studio)
    window.sign_in_page.set_busy(True)
    return window


@scene("sign-in-offline")
def _sign_in_offline(studio: Studio) -> SignInWindow:
    window = _sign_in(studio)
    window.sign_in_page.offline.setChecked(True)
    return window


for _word, _error in (
    ("refused", SignInRefused()),
    ("unreachable", CentralUnreachable()),
    ("account-frozen", AccountFrozen()),
    ("desk-frozen", DeviceFrozen()),
    ("no-keyring", KeyringMissing(reason="none is installed")),
    ("vault-damaged", VaultDamaged(reason="its first page does not open")),
):

    def _fail(studio: Studio, error: Exception = _error) -> SignInWindow:
        window = _sign_in(studio)
        window.sign_in_page.show_error(error)  # type: ignore[arg-type]
        return window

    add_scene(f"sign-in-{_word}", _fail)


@scene("first-password")
def _first_password(studio: Studio) -> SignInWindow:
    window = _entry(studio)
    window._pages.setCurrentWidget(window.password_page)
    window.password_page.start("zhangmin")
    QTest.keyClicks(window.password_page.old, "one-time word")
    return window


@scene("first-password-differs")
def _first_password_differs(studio: Studio) -> SignInWindow:
    window = _first_password(studio)
    page = window.password_page
    QTest.keyClicks(page.new, "a sentence of mine")
    QTest.keyClicks(page.again, "a sentence of yours")
    page.button.click()
    return window


STICK = Sighting(Channel.USB, Kind.MASS_STORAGE, "synthetic", vendor="SanDisk", product="Ultra", ids="0781:5581")


def _held(studio: Studio, sighting: Sighting, *, gone: bool = False) -> MainWindow:
    window = studio.window()
    sentry = window._desk.sentry
    sentry.see(sighting)
    studio.settle()
    if gone:
        sentry.lose(sighting.channel, sighting.key)
        studio.settle()
    studio.at_clearing(lambda: sentry.lose(sighting.channel, sighting.key))
    return window


def _without_vpn(studio: Studio) -> MainWindow:
    window = studio.window()
    window.follow_road(VpnState(RoadKind.DIRECT, "eth0", is_allowed=False, is_required=True))
    return window


add_scene("vpn-missing", _without_vpn)
add_scene("lock-usb-stick", lambda studio: _held(studio, STICK))
add_scene("lock-usb-stick-gone", lambda studio: _held(studio, STICK, gone=True))


def _lock(studio: Studio, reason: LockReason) -> MainWindow:
    window = studio.window()
    studio.lock(window, LockReason.ASKED)
    window.lock_page.start("张敏", reason)
    return window


for _reason in LockReason:
    add_scene(
        f"lock-{_reason.value}",
        lambda studio, reason=_reason: _lock(studio, reason),
        in_docs=_reason is LockReason.IDLE,
    )
