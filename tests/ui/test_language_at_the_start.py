"""``--lang`` speaks until another language is chosen, whatever else is changed meanwhile."""

from __future__ import annotations

from app.settings import DeskSettings, Language, Scheme
from ui.application import speak_and_colour
from ui.conductor import Conductor


def test_a_language_asked_for_at_the_start_outlives_a_change_of_colours(qapp, english, place):
    place.mkdir()
    settings = DeskSettings(language=Language.ENGLISH)
    speak_and_colour(qapp, settings, Language.CHINESE)
    conductor = Conductor(qapp, place, settings, load_desk=lambda: None, enrol=lambda *_: None, language="zh_CN")
    try:
        page = conductor.sign_in.sign_in_page
        conductor.change_look(Language.ENGLISH, Scheme.DARK)
        qapp.processEvents()
        assert page.button.text() == "登录"
        conductor.change_look(Language.SYSTEM, Scheme.DARK)
        conductor.change_look(Language.ENGLISH, Scheme.DARK)
        qapp.processEvents()
        assert page.button.text() == "Sign in"
    finally:
        conductor.stop()
