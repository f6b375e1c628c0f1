"""What a customer's telephone does, and which end the call has by it."""

from __future__ import annotations

import pytest

from app.telephony.port import Ending
from ui.demo.far_end import Conduct

each_end = pytest.mark.parametrize(
    ("conduct", "ending"),
    [
        (Conduct.BUSY, Ending.BUSY),
        (Conduct.DECLINE, Ending.DECLINED),
        (Conduct.MISSING, Ending.UNREACHABLE),
        (Conduct.REDIRECT, Ending.UNREACHABLE),
        (Conduct.HANG_UP, Ending.FAR_HUNG_UP),
    ],
)
