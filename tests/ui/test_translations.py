"""Both languages are complete: what lupdate finds in the sources is finished in both files, gaps and plurals alike."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

ROOT = Path(__file__).parents[2]
FORMS = {"zh_CN": 1, "en": 2}
"""How many plural forms a language has."""
_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]")
_OTHER_WORDS = re.compile("桌面端|工作台|工位|席位|检索")
"""A desk is 工作站 (this one: 本机), a search 搜索."""
_UNWORDED = {"{remedy}", "VPN {name}", "QQ"}
"""Sentences that are the same in every language."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str, bool]]:
    """Context, sentence and whether it counts, of everything that the sources mark for translation."""
    fresh = tmp_path_factory.mktemp("lupdate") / "fresh.ts"
    tool = Path(sys.executable).parent / "pyside6-lupdate"
    files = [str(path) for path in sorted((ROOT / "ui").rglob("*.py"))]
    words = ["-silent", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    subprocess.run([str(tool), *words, *files, "-ts", str(fresh)], check=True, capture_output=True)
    return {(context, read_source(message), counts(message)) for context, message in read_messages(fresh)}


@pytest.mark.parametrize("language", FORMS)
def test_every_sentence_of_the_sources_is_there_and_nothing_else(sources, language):
    told = {(context, read_source(message), counts(message)) for context, message in read_messages(find(language))}
    assert sources - told == set(), "run build/setup/translations, then fill the new sentences"
    assert told - sources == set(), "run build/setup/translations"


@pytest.mark.parametrize("language", FORMS)
def test_every_sentence_is_finished_with_its_gaps_and_plural_forms(language):
    for context, message in read_messages(find(language)):
        source, translation = read_source(message), message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, (context, source)
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        assert len(forms) == (FORMS[language] if counts(message) else 1), (context, source)
        for form in forms:
            assert form.strip() or not source.strip(), (context, source)
            assert read_gaps(form) == read_gaps(source), (context, source)
            assert ("%n" in form) == ("%n" in source), (context, source)


def test_what_has_a_chinese_word_has_but_the_one_on_screen_and_in_the_guides():
    texts = {find("zh_CN"), ROOT / "README.zh-CN.md", *(ROOT / "docs" / "guides").glob("*zh-CN.md")}
    assert {path.name: found for path in texts if (found := _OTHER_WORDS.findall(path.read_text("utf-8")))} == {}
    for context, message in read_messages(find("zh_CN")):
        source, text = read_source(message).lower(), message.findtext("translation") or ""
        if "desk" in source and not re.search("device|plugged in", source):
            assert "设备" not in text, (context, text)


def test_chinese_is_chinese_in_full_width_punctuation():
    for context, message in read_messages(find("zh_CN")):
        source = read_source(message)
        for form in message.iter("numerusform") if counts(message) else message.iter("translation"):
            text = form.text or ""
            assert not _HALF_WIDTH.search(text), (context, text)
            if re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", source)) and source not in _UNWORDED:
                assert re.search(r"[\u4e00-\u9fff]", text), (context, source, text)
            assert "坐席" not in text, (context, text)  # the domain writes 座席


def find(language: str) -> Path:
    """A language's file."""
    return ROOT / "resources" / "translations" / f"veildesk_{language}.ts"


def read_messages(path: Path) -> Iterator[tuple[str, Element]]:
    """Every message with its context."""
    for context in parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


def read_source(message: Element) -> str:
    """The English sentence."""
    return message.findtext("source") or ""


def counts(message: Element) -> bool:
    """Whether it has plural forms."""
    return message.get("numerus") == "yes"


def read_gaps(sentence: str) -> set[str]:
    """The names of what is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
