"""Who a person is to Veildesk (U1)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """One role a person, least privilege each."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    SECURITY = "security"
    PRIVACY = "privacy"
    ADMIN = "admin"
