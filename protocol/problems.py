"""The names of everything that can go wrong, as RFC 9457 types."""

from __future__ import annotations

from enum import StrEnum

_PREFIX = "urn:veildesk:problem:"


class ProblemType(StrEnum):
    """Stable names of everything that can go wrong; never reused for another meaning."""

    # The request
    INVALID_REQUEST = "invalid-request"
    BODY_TOO_LARGE = "body-too-large"
    DIGEST_MISMATCH = "digest-mismatch"
    SIGNATURE_INVALID = "signature-invalid"
    REPLAYED = "replayed"
    CLOCK_WRONG = "clock-wrong"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"
    TOO_MANY_REQUESTS = "too-many-requests"
    # The device
    DEVICE_REFUSED = "device-refused"
    CERTIFICATE_OUTDATED = "certificate-outdated"
    DEVICE_FROZEN = "device-frozen"
    ENROLMENT_REFUSED = "enrolment-refused"
    TICKET_UNREADABLE = "ticket-unreadable"
    NOT_ENROLLED = "not-enrolled"
    # The person
    SIGN_IN_REFUSED = "sign-in-refused"
    ACCOUNT_LOCKED = "account-locked"
    ACCOUNT_FROZEN = "account-frozen"
    SESSION_ENDED = "session-ended"
    SESSION_LOCKED = "session-locked"
    STEP_UP_REQUIRED = "insufficient-user-authentication"
    PROOF_REFUSED = "proof-refused"
    FORBIDDEN = "forbidden"
    PASSWORD_CHANGE_REQUIRED = "password-change-required"  # noqa: S105
    # The reveal
    REVEAL_DENIED = "reveal-denied"
    REVEAL_EXPIRED = "reveal-expired"
    REVEAL_GONE = "reveal-gone"
    REVEAL_NOT_READY = "reveal-not-ready"
    REVEAL_UNREADABLE = "reveal-unreadable"
    SCREEN_WATCHED = "screen-watched"
    SCREEN_UNGUARDED = "screen-unguarded"
    QUOTA_USED_UP = "quota-used-up"
    OUTSIDE_HOURS = "outside-hours"
    CONSENT_MISSING = "consent-missing"
    PURPOSE_REFUSED = "purpose-refused"
    OWN_REQUEST = "own-request"
    SAME_DEVICE = "same-device"
    ALREADY_DECIDED = "already-decided"
    # The call
    OUTSIDE_CALLING_HOURS = "outside-calling-hours"
    NO_CALLING_TODAY = "no-calling-today"
    CALLED_TOO_OFTEN = "called-too-often"
    NOT_TO_BE_CALLED = "not-to-be-called"
    NUMBER_MISSING = "number-missing"
    CALL_TOKEN_REFUSED = "call-token-refused"  # noqa: S105
    PHONE_NOT_READY = "phone-not-ready"
    CALL_UNDER_WAY = "call-under-way"
    NO_EXTENSION = "no-extension"
    CALL_OVER = "call-over"
    CONSENT_UNANSWERED = "consent-unanswered"
    CARD_LENT = "card-lent"
    # Joining a call
    LISTENING_FORBIDDEN = "listening-forbidden"
    LISTENING_NOT_AGREED = "listening-not-agreed"
    CALL_NOT_ON = "call-not-on"
    # The recording
    RECORDING_GONE = "recording-gone"
    LISTENING_OVER = "listening-over"
    RECORDING_UNREADABLE = "recording-unreadable"
    SOUND_MISSING = "sound-missing"
    # The trail
    CHAIN_GAP = "chain-gap"
    CHAIN_FORKED = "chain-forked"
    BATCH_INVALID = "batch-invalid"
    RECEIPT_INVALID = "receipt-invalid"
    JOURNAL_SET_BACK = "journal-set-back"
    TRAIL_OVERDUE = "trail-overdue"
    ERASURE_REFUSED = "erasure-refused"
    CHECKPOINT_INVALID = "checkpoint-invalid"
    LOG_INCONSISTENT = "log-inconsistent"
    COSIGNATURES_MISSING = "cosignatures-missing"
    LOG_DAMAGED = "log-damaged"
    EVENTS_PRUNED = "events-pruned"
    # The road to Central
    CENTRAL_UNREACHABLE = "central-unreachable"
    CENTRAL_SLOW = "central-slow"
    RECORDS_UNAVAILABLE = "records-unavailable"
    CENTRAL_UNTRUSTED = "central-untrusted"
    CENTRAL_NONSENSE = "central-nonsense"
    VPN_MISSING = "vpn-missing"
    OUTSIDE_VPN = "outside-vpn"
    POSTURE_UNMET = "posture-unmet"
    # What a desk keeps
    KEYRING_MISSING = "keyring-missing"
    VAULT_PASSWORD_WRONG = "vault-password-wrong"  # noqa: S105
    VAULT_DAMAGED = "vault-damaged"
    VAULT_FOREIGN = "vault-foreign"
    VAULT_TOO_NEW = "vault-too-new"
    VAULT_IN_USE = "vault-in-use"
    VAULT_MISSING = "vault-missing"
    STORE_UNWRITABLE = "store-unwritable"
    DESK_DEBUGGED = "desk-debugged"
    # Administration
    DATA_FOLDER = "data-folder"
    SOURCE_REFUSED = "source-refused"
    CAMPAIGN_REFUSED = "campaign-refused"
    COLUMNS_REFUSED = "columns-refused"
    FILE_UNREADABLE = "file-unreadable"
    CONFLICT = "conflict"
    CONFIGURATION = "configuration"
    # Ourselves
    UNEXPECTED = "unexpected"


def write_uri(problem: ProblemType) -> str:
    """The ``type`` URI of a problem."""
    return _PREFIX + problem.value


def read_uri(uri: str) -> ProblemType:
    """The problem a ``type`` URI names; UNEXPECTED for one this version does not know."""
    try:
        return ProblemType(uri.removeprefix(_PREFIX))
    except ValueError:
        return ProblemType.UNEXPECTED
