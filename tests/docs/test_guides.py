"""The guides name what people will meet."""

from __future__ import annotations

import re

import pytest

from server.services.anomaly_rules import AnomalyPolicy
from tests.docs.pages import ROOT

_RAISED = re.compile(r"raise_alert\(\s*\w+,\s*[\w.]+,\s*\"([a-z\-]+)\"")


@pytest.mark.parametrize("page", ["security.md", "security.zh-CN.md"])
def test_security_reads_what_every_alert_means(page: str) -> None:
    sources = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "server").rglob("*.py")))
    kinds = {*_RAISED.findall(sources), *AnomalyPolicy().rules()}
    explained = set(
        re.findall(r"^\| `([a-z\-]+)` \|", (ROOT / "docs" / "guides" / page).read_text("utf-8"), re.MULTILINE)
    )
    assert explained == kinds
