"""Faults in administration and import (C3, C4)."""

from __future__ import annotations

from protocol.errors import VeildeskError
from protocol.problems import ProblemType


class DataFolderWrong(VeildeskError):
    """The data folder {folder} is not as it should be: {reason}."""

    problem, status = ProblemType.DATA_FOLDER, 409
    what = "The data folder {folder} is not as it should be: {reason}."
    meaning = "Nothing was changed."
    next_step = "{remedy}"


class SourceRefused(VeildeskError):
    """The data source {source} is not registered, or is revoked."""

    problem, status = ProblemType.SOURCE_REFUSED, 403
    what = "The data source {source} is not registered, or is revoked."
    meaning = "Nothing is imported from it, and nobody it named is called."
    next_step = "Choose another card; administrators register sources with 'veildesk-central source add'."


class CampaignRefused(VeildeskError):
    """There is no campaign {campaign}."""

    problem, status = ProblemType.CAMPAIGN_REFUSED, 404
    what = "There is no campaign {campaign}."
    meaning = "Nothing was imported."
    next_step = "List them with 'veildesk-central campaign list'."


class ColumnsRefused(VeildeskError):
    """The purpose does not allow these columns: {columns}."""

    problem, status = ProblemType.COLUMNS_REFUSED, 422
    what = "The purpose does not allow these columns: {columns}."
    meaning = "Nothing was imported (minimum necessary, C3)."
    next_step = "Remove them from the file, or have the campaign's purposes changed."


class FileUnreadable(VeildeskError):
    """The file {file} cannot be read: {reason}."""

    problem, status = ProblemType.FILE_UNREADABLE, 422
    what = "The file {file} cannot be read: {reason}."
    meaning = "Nothing was imported."
    next_step = "Put that right, or save it as CSV (UTF-8 or GB18030) or XLSX, and try again."


class ImportStopped(FileUnreadable):
    """The import of {file} stopped after row {row}: {reason}."""

    what = "The import of {file} stopped after row {row}: {reason}."
    meaning = "The rows before it are in; importing the same file again adds only the rest."
    next_step = "Remove the cause, then import the same file again."


class ConfigurationWrong(VeildeskError):
    """The setting {setting} is not right: {reason}."""

    problem, status = ProblemType.CONFIGURATION, 422
    what = "The setting {setting} is not right: {reason}."
    meaning = "Nothing was changed."
    next_step = "Correct it and try again."
