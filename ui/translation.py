"""The surface's language: Chinese or English, by the system's locale or by choice, changed while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.settings import Language
from resources import find_resource


class _Installed:
    translators: list[QTranslator] = []  # noqa: RUF012 - the one set that is installed
    texts = b""
    """Our own, which Qt reads where they are: in memory, since it would map the file, and who writes that anew while
    the desk runs would end the desk."""
    language = Language.ENGLISH


def resolve_language(language: Language) -> Language:
    """CHINESE or ENGLISH; SYSTEM takes Chinese wherever the system speaks Chinese, else English."""
    if language is not Language.SYSTEM:
        return language
    return Language.CHINESE if QLocale.system().language() is QLocale.Language.Chinese else Language.ENGLISH


def current_language() -> Language:
    """The language spoken now, CHINESE or ENGLISH."""
    return _Installed.language


def install_translation(app: QCoreApplication, language: Language) -> bool:
    """Speak ``language`` from now on; windows get a LanguageChange event. False when its texts are not installed."""
    for translator in _Installed.translators:
        app.removeTranslator(translator)
    _Installed.translators.clear()
    _Installed.language = resolve_language(language)
    name = _Installed.language.value
    QLocale.setDefault(QLocale(name))
    own = QTranslator(app)
    loaded = own.load(_read_texts(name))
    qt = QTranslator(app)
    if qt.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _Installed.translators.append(qt)
    if loaded:
        _Installed.translators.append(own)
    for translator in _Installed.translators:
        app.installTranslator(translator)
    return loaded


def _read_texts(name: str) -> bytes:
    try:
        _Installed.texts = find_resource("translations", f"veildesk_{name}.qm").read_bytes()
    except OSError:
        _Installed.texts = b""
    return _Installed.texts
