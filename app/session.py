"""Who is at the desk: sign-in, lock, unlock, sign-out, with Central or without it (D6, NIST SP 800-63B-4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, RLock
from types import NoneType
from typing import TYPE_CHECKING

from app.attention import Attention
from app.endings import BARRED, ENDING, OUT_OF_REACH
from app.passwords import find_fault
from app.people import PeopleHere, PersonHere
from app.proving import wiping
from app.session_state import LockReason, SessionState
from app.telling import tell_all
from app.vaults import VaultShelf
from protocol.errors import UnexpectedError, VeildeskError
from protocol.events import Act, ObjectKind
from protocol.keeping import StoreUnwritable, VaultDamaged, VaultPasswordWrong
from protocol.refusals import AccountFrozen, InvalidRequest, ProofRefused, SessionEnded, SessionLocked
from protocol.sessions import DeskPolicy, Person, Session

if TYPE_CHECKING:
    from app.central import CentralClient
    from app.proving import Prover
    from app.trail import Trail
    from protocol.proofs import PasswordRecipe
    from secure_store.card_cache import CardCache
    from secure_store.device import DeviceIdentity
    from secure_store.folder import DeskFolder
    from secure_store.keyring_store import DeviceKeyring
    from secure_store.vault import Vault

MAX_WRONG_UNLOCKS = 5
"""After as many wrong passwords in a row the desk signs out."""
__all__ = ["LockReason", "SessionKeeper", "SessionState"]


class SessionKeeper:
    """The session of one desk. Sign-in, unlock, password change and sign-out run one at a time, off the GUI thread;
    the rest may be called from any thread at any time. Passwords given to it are wiped, whatever happens.
    """

    def __init__(
        self, folder: DeskFolder, identity: DeviceIdentity, central: CentralClient, trail: Trail, keyring: DeviceKeyring
    ) -> None:
        self._device, self._central, self._trail, self._keyring = identity.card.id, central, trail, keyring
        self.people = PeopleHere(folder)
        """Who has worked on this desk."""
        self._shelf = VaultShelf(folder, identity.card.id, keyring)
        self._long_act, self._mutex = Lock(), RLock()
        self._listeners: list[Callable[[SessionState], None]] = []
        self._recipe: PasswordRecipe | None = None
        self._cards: CardCache | None = None
        self._wrong_unlocks = 0
        self._attention = Attention()
        self._barred: VeildeskError | None = None
        self.state = SessionState.SIGNED_OUT
        self.person: Person | None = None
        self.policy = DeskPolicy()
        self.vault: Vault | None = None
        self.lock_reason: LockReason | None = None
        self.ended_by: VeildeskError | None = None
        """Why the session ended, when it was not the person's own wish: for the sign-in window to show."""
        central.on_refusal(self._hear_refusal)

    @property
    def online(self) -> bool:
        """Whether Central knows this session; an offline one it does not."""
        return self._central.has_token

    def on_change(self, listener: Callable[[SessionState], None]) -> None:
        """Call ``listener`` from any thread whenever the state changes."""
        self._listeners.append(listener)

    def sign_in(self, username: str, password: bytearray, code: str, *, fresh_vault: bool = False) -> Person:
        """Sign in with Central, also to take an offline session online.

        Afterwards the state is ACTIVE, or PASSWORD_CHANGE when the first password must be replaced. SignInRefused,
        AccountLocked, … from Central; VaultDamaged, VaultForeign or VaultTooNew when the vault here is not usable:
        with ``fresh_vault`` it is put aside (never overwritten) and a new one made.
        """
        with self._long_act, wiping(password):
            if self.state is SessionState.LOCKED:
                raise SessionLocked
            if self.person and self.person.username != username:
                raise InvalidRequest(reason="somebody else is signed in")
            session = self._ask_for_session(username, password, code)
            self._central.set_token(session.token)
            self._trail.set_person(session.person)
            self._take_session(session)
            self._barred = None
            if session.must_change_password:
                self._move(SessionState.PASSWORD_CHANGE)
            else:
                self._finish_sign_in(session.person, password, fresh_vault=fresh_vault)
            return session.person

    def sign_in_offline(self, username: str, password: bytearray) -> Person:
        """Open the vault of somebody who has worked here, for its masked cards alone (D6).

        VaultMissing when he has none, VaultPasswordWrong, SessionEnded when Central is silent for longer than policy
        allows, AccountFrozen when Central has stopped him, DeviceRefused or DeviceFrozen when it has barred this desk.
        """
        with self._long_act, wiping(password):
            if self.state is not SessionState.SIGNED_OUT:
                raise InvalidRequest(reason="somebody is signed in")
            if self._barred:
                raise self._barred
            try:
                vault, memory = self._shelf.open_offline(self.people.find(username), password)
            except VeildeskError as error:
                self._trail.record_failure(Act.SIGNIN_FAILED, ObjectKind.SESSION, "", error, how="offline")
                raise
            try:
                self._trail.set_person(memory.person)
                self._trail.record(Act.SIGNIN_SUCCEEDED, ObjectKind.SESSION, how="offline")
            except BaseException:
                vault.close()
                self._trail.set_person(None)
                raise
            self.policy, self.ended_by = memory.policy, None
            self._attention.hear(memory.silence_s)
            self._take_vault(vault)
            self.person = memory.person
            self._move(SessionState.ACTIVE)
            return memory.person

    def change_password(self, old: bytearray, new: bytearray, code: str = "") -> None:
        """Put account and vault under ``new``; both are wiped. InvalidRequest when ``new`` will not do (see
        :func:`app.passwords.find_fault`), ProofRefused when ``old`` is wrong."""
        from app.signin import send_password

        with self._long_act, wiping(old), wiping(new):
            person = self.person
            if person is None:
                raise SessionEnded
            fault = find_fault(new, person.username, old)
            if fault:
                raise InvalidRequest(reason=f"the new password is not good enough: {fault.value}")
            prove = self.make_prover(old, code)
            with self._trail.asking(Act.PASSWORD_CHANGED, ObjectKind.PERSON, person.id):
                self._recipe = send_password(self._central, prove, new)
            if self.vault is not None:
                self.vault.rewrap(new, self._keyring)
            if self.state is SessionState.PASSWORD_CHANGE:
                self._finish_sign_in(person, new, fresh_vault=False)

    def lock(self, reason: LockReason = LockReason.ASKED) -> None:
        """Close the vault and wait for the password, also with a full disk; nothing happens when not ACTIVE."""
        with self._mutex:
            if self.state is not SessionState.ACTIVE:
                return
            with suppress(StoreUnwritable, VaultDamaged, UnexpectedError):  # a desk that cannot write still locks
                self._trail.record(Act.SESSION_LOCKED, ObjectKind.SESSION, reason=reason.value)
            self._drop_vault()
            self.lock_reason, self.state = reason, SessionState.LOCKED
        self._tell()

    def unlock(self, password: bytearray) -> Person:
        """Wake the desk. The vault must open, and Central must agree whenever it can be asked.

        VaultPasswordWrong (five in a row sign out), ProofRefused, SessionEnded; CentralUnreachable only when the desk
        locked because Central was silent for too long.
        """
        with self._long_act, wiping(password):
            person = self.person
            if person is None or self.state is SessionState.PASSWORD_CHANGE:
                raise SessionEnded
            if self.state is SessionState.ACTIVE:
                return person
            vault = self._check_unlock(person, password)
            try:
                how = "online" if self._wake(person, password) else "offline"
                self._trail.record(Act.SESSION_UNLOCKED, ObjectKind.SESSION, how=how)
            except BaseException:
                vault.close()
                raise
            self._open(vault)
            return person

    def sign_out(self) -> None:
        """End the session, here at once and at Central if it can be reached."""
        with self._long_act:
            self._end(None)

    def refresh(self) -> None:
        """Ask Central how the session stands; what it refuses with ends or locks it. Renews the policy."""
        if self.state is not SessionState.ACTIVE or not self.online:
            return
        session = self._central.call("GET", "/v1/session", Session)
        with self._mutex:
            if self.person and session.person.id == self.person.id:
                self._take_session(session)
                self._refresh_memory()

    def touch(self) -> None:
        """The person did something."""
        self._attention.touch()

    def heard(self) -> None:
        """Central answered this session."""
        self._attention.hear()

    def silence_seconds(self) -> float:
        """How long Central has not been heard."""
        return self._attention.silence_s

    @property
    def is_due(self) -> bool:
        """Whether :meth:`tick` has something to do; ask every second."""
        return bool(self._attention.judge(self.policy))

    def tick(self) -> None:
        """Lock, if it is time (:attr:`is_due`). An unfinished change of a first password ends instead."""
        reason = self._attention.judge(self.policy)
        if reason and self.state is SessionState.PASSWORD_CHANGE:
            self._end(SessionEnded())
        elif reason:
            self.lock(reason)

    @contextmanager
    def cards(self) -> Iterator[CardCache]:
        """The cached cards of who is at work; SessionLocked when nobody is, or when the desk locks meanwhile."""
        cards = self._cards
        if cards is None:
            raise SessionLocked
        try:
            yield cards
        except UnexpectedError as error:
            if self._cards is not cards:
                raise SessionLocked from error
            raise

    def make_prover(self, password: bytearray, code: str = "") -> Prover:
        """What proves ``password`` (wiped) for one act: 0.15 s of derivation. Raises as :meth:`require_session`."""
        from app.proving import make_prover

        with wiping(password):
            person, recipe = self.require_session()
            return make_prover(password, recipe, person.username, self._device, code)

    def require_session(self) -> tuple[Person, PasswordRecipe]:
        """Who may ask Central at present; SessionLocked, or SessionEnded when Central does not know this session."""
        if self.state is SessionState.LOCKED:
            raise SessionLocked
        if self.person is None or self._recipe is None or not self.online:
            raise SessionEnded
        return self.person, self._recipe

    def note_heard(self) -> None:
        """Central has just answered this session: write it down in the vault too, for the next offline sign-in."""
        self.heard()
        if self.vault is not None:
            self._shelf.note_heard(self.vault)

    def _ask_for_session(self, username: str, password: bytearray, code: str) -> Session:
        from app.signin import ask_for_session

        self.ended_by = None
        try:
            session = ask_for_session(self._central, self._device, username, password, code)
            self.people.note_frozen(username, frozen=False)
            return session
        except VeildeskError as error:
            if isinstance(error, AccountFrozen):
                self.people.note_frozen(username, frozen=True)
            self._trail.record_failure(Act.SIGNIN_FAILED, ObjectKind.SESSION, "", error, how="online")
            raise

    def _finish_sign_in(self, person: Person, password: bytearray, *, fresh_vault: bool) -> None:
        try:
            self._trail.record(Act.SIGNIN_SUCCEEDED, ObjectKind.SESSION, how="online")
            if self.vault is None:
                self._attach(person, password, fresh_vault)
            else:  # it was opened offline, perhaps by an older password than Central's
                self.vault.rewrap(password, self._keyring)
                self._refresh_memory()
        except VeildeskError as error:
            with suppress(VeildeskError):  # what went wrong first is what counts
                self._trail.record_failure(Act.SIGNIN_FAILED, ObjectKind.SESSION, "", error, how="undone")
            self._end(None)
            raise
        self._move(SessionState.ACTIVE)

    def _take_session(self, session: Session) -> None:
        self.person, self.policy, self._recipe = session.person, session.policy, session.recipe
        self.heard()

    def _refresh_memory(self) -> None:
        if self.vault is not None and self.person is not None:
            self._shelf.remember(self.vault, self.person, self.policy)

    def _attach(self, person: Person, password: bytearray, fresh_vault: bool) -> None:
        opened = self._shelf.open_after_sign_in(person.id, password, replace_unusable=fresh_vault)
        try:
            if opened.made:
                self._trail.record(Act.VAULT_CREATED, ObjectKind.PERSON, person.id, aside=opened.aside)
            self._shelf.remember(opened.vault, person, self.policy)
            self.people.remember(PersonHere(id=person.id, username=person.username, name=person.name))
        except BaseException:
            opened.vault.close()
            raise
        self._take_vault(opened.vault)

    def _check_unlock(self, person: Person, password: bytearray) -> Vault:
        try:
            return self._shelf.open(person.id, password)
        except VaultPasswordWrong as error:
            self._wrong_unlocks, tries = self._wrong_unlocks + 1, str(self._wrong_unlocks + 1)
            self._trail.record_failure(Act.UNLOCK_FAILED, ObjectKind.SESSION, "", error, tries=tries)
            if self._wrong_unlocks >= MAX_WRONG_UNLOCKS:
                self._end(ProofRefused())
            raise

    def _wake(self, person: Person, password: bytearray) -> bool:
        """Whether Central agreed; False where it could not be asked, and need not be."""
        from app.signin import wake_session

        if not self.online:
            if self.silence_seconds() >= self.policy.offline_limit_s:
                raise SessionEnded
            return False
        try:
            session = wake_session(self._central, self._device, person.username, password)
        except OUT_OF_REACH:
            if self.silence_seconds() >= self.policy.offline_limit_s:
                raise
            return False
        except VeildeskError as error:
            self._trail.record_failure(Act.UNLOCK_FAILED, ObjectKind.SESSION, "", error)
            raise
        self._take_session(session)
        return True

    def _open(self, vault: Vault) -> None:
        """Go on with the work that was locked, unless the session has ended meanwhile, in another thread."""
        self.touch()
        with self._mutex:
            if opens := self.state is SessionState.LOCKED:
                self._take_vault(vault)
                self._wrong_unlocks, self.lock_reason, self.state = 0, None, SessionState.ACTIVE
        if not opens:
            vault.close()
            self._end(self.ended_by)
            raise SessionEnded
        self._tell()

    def _take_vault(self, vault: Vault) -> None:
        from secure_store.card_cache import CardCache

        with self._mutex:
            self.vault, self._cards = vault, CardCache(vault)

    def _drop_vault(self) -> None:
        vault, self.vault, self._cards = self.vault, None, None
        if vault is not None:
            vault.close()

    def _move(self, state: SessionState) -> None:
        self.touch()
        self.lock_reason, self.state = None, state
        self._tell()

    def _tell(self) -> None:
        tell_all(self._listeners, lambda: self.state)

    def _end(self, why: VeildeskError | None) -> None:
        with self._mutex:
            if self.person is not None and self.state is not SessionState.SIGNED_OUT:
                with suppress(StoreUnwritable, VaultDamaged, UnexpectedError):  # a desk that cannot write still closes
                    self._trail.record(Act.SIGNOUT, ObjectKind.SESSION, problem=why.problem.value if why else "")
            self._drop_vault()
            person, self.person, self._recipe = self.person, None, None
            self.policy, self._wrong_unlocks = DeskPolicy(), 0
            self.ended_by = why
            changed, self.state = self.state is not SessionState.SIGNED_OUT, SessionState.SIGNED_OUT
            leave = self._central.has_token and not isinstance(why, ENDING)
        if changed:
            self._tell()
        self._trail.clear_person(person)  # after the listeners, whose last deeds are still his
        if leave:
            with suppress(VeildeskError):  # Central ends it by itself in time
                self._central.call("DELETE", "/v1/session", NoneType, timeout_s=3)
        self._central.set_token(None)

    def _hear_refusal(self, error: VeildeskError) -> None:
        if isinstance(error, BARRED):
            self._barred = error
        if self.state is SessionState.SIGNED_OUT:
            return
        person = self.person
        if isinstance(error, AccountFrozen) and person is not None:
            self.people.note_frozen(person.username, frozen=True)
        if isinstance(error, ENDING):
            self._end(error)
        elif isinstance(error, SessionLocked):
            self.lock(LockReason.CENTRAL)
