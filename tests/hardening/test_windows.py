"""The Windows files of build/hardening: form, texts, and that template and registry script say the same (D4, D5).

Rules of form: Microsoft, "Group Policy ADMX Syntax Reference Guide". Values: the documented policies
RemovableStorage (Deny_All), OSPolicy (clipboard), TerminalServer, Printing, ShapeCollector (Snipping Tool), GameDVR,
WindowsCopilot/WindowsAI, ErrorReporting, and services' ``Start`` (4: disabled).
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

WINDOWS = Path(__file__).parents[2] / "build" / "hardening" / "windows"
_SPACE = "{http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions}"
Setting = tuple[str, str, int | None]
_DOCUMENTED = {
    (r"SOFTWARE\Policies\Microsoft\Windows\RemovableStorageDevices", "Deny_All", 1),
    (r"SYSTEM\CurrentControlSet\Services\USBSTOR", "Start", 4),
    (r"SYSTEM\CurrentControlSet\Services\UASPStor", "Start", 4),
    (r"SOFTWARE\Policies\Microsoft\Windows\System", "AllowClipboardHistory", 0),
    (r"SOFTWARE\Policies\Microsoft\Windows\System", "AllowCrossDeviceClipboard", 0),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDisableClip", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDisableCdm", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDisableCpm", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services", "fDisablePNPRedir", 1),
    (r"SYSTEM\CurrentControlSet\Services\Spooler", "Start", 4),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Printers", "DisableHTTPPrinting", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows NT\Printers", "DisableWebPnPDownload", 1),
    (r"SOFTWARE\Policies\Microsoft\TabletPC", "DisableSnippingTool", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows\GameDVR", "AllowGameDVR", 0),
    (r"SOFTWARE\Policies\Microsoft\Windows\WindowsAI", "DisableAIDataAnalysis", 1),
    (r"SOFTWARE\Policies\Microsoft\Windows\Windows Error Reporting", "Disabled", 1),
}


def read_template() -> ElementTree.Element:
    """The template's root."""
    return ElementTree.parse(WINDOWS / "veildesk.admx").getroot()  # noqa: S314


def list_settings(which: str) -> set[Setting]:
    """What the template sets: key, value's name, number; ``which``: enabledList or disabledList."""
    found = set()
    for policy in read_template().iter(f"{_SPACE}policy"):
        for item in policy.findall(f"{_SPACE}{which}/{_SPACE}item"):
            number = item.find(f"{_SPACE}value/{_SPACE}decimal")
            assert number is not None
            found.add((item.attrib["key"], item.attrib["valueName"], int(number.attrib["value"])))
    return found


def read_script(name: str) -> set[Setting]:
    """What a .reg file sets; None for a value it takes away."""
    raw = (WINDOWS / name).read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    lines = raw.decode("ascii").splitlines()
    assert lines[0] == "Windows Registry Editor Version 5.00"
    key, found = "", set()
    for line in lines[1:]:
        if head := re.fullmatch(r"\[HKEY_LOCAL_MACHINE\\(.+)\]", line):
            key = head[1]
        elif value := re.fullmatch(r'"(\w+)"=(?:dword:([0-9a-f]{8})|-)', line):
            found.add((key, value[1], int(value[2], 16) if value[2] else None))
        else:
            assert not line or line[0] == ";", line
    return found


def test_template_and_script_set_the_documented_values() -> None:
    assert list_settings("enabledList") == read_script("veildesk-hardening.reg") == _DOCUMENTED


def test_what_is_set_is_taken_back() -> None:
    undone = read_script("veildesk-hardening-undo.reg")
    assert (
        {one[:2] for one in undone}
        == {one[:2] for one in _DOCUMENTED}
        == {one[:2] for one in list_settings("disabledList")}
    )
    for key, _, number in undone:  # what lies outside the policies' branch gets its own value back
        assert (number is None) == key.startswith(r"SOFTWARE\Policies")
    assert {one for one in undone if one[2] is not None} <= list_settings("disabledList")


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_every_text_is_there_and_none_is_left_over(language: str) -> None:
    named = set(re.findall(r"\$\(string\.(\w+)\)", (WINDOWS / "veildesk.admx").read_text("utf-8")))
    root = ElementTree.parse(WINDOWS / language / "veildesk.adml").getroot()  # noqa: S314
    texts = {one.attrib["id"]: one.text for one in root.iter(f"{_SPACE}string")}
    assert set(texts) == named
    assert all(texts.values())
    if language == "zh-CN":
        assert all(re.search(r"[一-鿿]|Windows 1|^Veildesk$", text or "") for text in texts.values())


def test_every_policy_has_a_category_and_says_what_supports_it() -> None:
    root = read_template()
    categories = {one.attrib["name"] for one in root.iter(f"{_SPACE}category")}
    supported = {one.attrib["name"] for one in root.iter(f"{_SPACE}definition")}
    policies = list(root.iter(f"{_SPACE}policy"))
    assert policies
    for policy in policies:
        order = [child.tag.removeprefix(_SPACE) for child in policy]
        assert order == ["parentCategory", "supportedOn", "enabledList", "disabledList"]
        assert policy[0].attrib["ref"] in categories
        assert policy[1].attrib["ref"] in supported
        assert policy.attrib["class"] == "Machine"
