"""Which column means what, in Chinese or English; columns that no purpose lists are refused by name (C3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from protocol.administration import ColumnsRefused, FileUnreadable
from protocol.fields import FieldKind
from protocol.masking import mask_free_text
from protocol.normalise import fold


class Extra(StrEnum):
    """Columns that are not a customer's field."""

    EXTERNAL_ID = "external_id"
    TAGS = "tags"
    CONSENT_HOW = "consent_how"
    CONSENT_AT = "consent_at"
    CONSENT_WORDING = "consent_wording"


_NAMES: dict[FieldKind | Extra, str] = {
    FieldKind.NAME: "姓名 客户姓名 客户名称 名字 联系人 联系人姓名 name customername fullname contactname",
    FieldKind.MOBILE: "手机号 手机 手机号码 电话 电话号码 联系电话 移动电话 联系方式 "
    "mobile phone cellphone mobilephone mobilenumber phonenumber mobileno phoneno",
    FieldKind.LANDLINE: "固定电话 座机 座机号 固话 landline telephone",
    FieldKind.ID_NUMBER: "身份证号 身份证 身份证号码 证件号码 idnumber idcard identitynumber nationalid",
    FieldKind.ADDRESS: "地址 住址 联系地址 家庭住址 address",
    FieldKind.BANK_CARD: "银行卡号 银行卡 bankcard cardnumber",
    FieldKind.EMAIL: "邮箱 电子邮箱 邮件 email mail emailaddress",
    FieldKind.PLATE: "车牌号 车牌 plate licenseplate platenumber",
    FieldKind.WECHAT: "微信号 微信 wechat wechatid",
    FieldKind.QQ: "qq号 qq qqnumber",
    FieldKind.FREE_TEXT: "备注 说明 note notes remark remarks comment",
    Extra.EXTERNAL_ID: "客户编号 编号 客户id id customerid externalid",
    Extra.TAGS: "标签 客户标签 tags tag labels",
    Extra.CONSENT_HOW: "授权方式 同意方式 consenthow consentmethod consent",
    Extra.CONSENT_AT: "授权时间 同意时间 授权日期 consentat consentdate consenttime",
    Extra.CONSENT_WORDING: "授权版本 话术版本 consentwording consentversion wordingversion",
}
_MEANINGS = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
_NOISE = re.compile(r"[\s_\-()/.:*]+")


class Columns(Struct, frozen=True):
    """Where each field stands in a row, and how many cells a row has at most."""

    fields: tuple[tuple[FieldKind, int], ...]
    extras: dict[Extra, int]
    width: int


def read_header(header: Sequence[str], allowed: frozenset[FieldKind]) -> Columns:
    """Understand a header row.

    ColumnsRefused names every column that is unknown or that no purpose lists; FileUnreadable when there is no mobile
    column, a column stands twice, or the row is no header at all, which is then not repeated: it may be a customer.
    """
    fields: list[tuple[FieldKind, int]] = []
    extras: dict[Extra, int] = {}
    refused: list[str] = []
    titles = [title.strip() for title in header]
    meanings = [name_column(title) for title in titles]
    if not any(meanings):
        raise FileUnreadable(file="", reason="its first row does not name the columns (手机号, 姓名 …)")
    for place, (title, meaning) in enumerate(zip(titles, meanings, strict=True)):
        if not title:
            continue
        if meaning is None or (isinstance(meaning, FieldKind) and meaning not in allowed):
            refused.append(_show(title))
        elif meaning in meanings[:place]:
            both = f"{_show(titles[meanings.index(meaning)])} and {_show(title)}"
            raise FileUnreadable(file="", reason=f"the columns {both} both mean {meaning.value}; keep one of them")
        elif isinstance(meaning, FieldKind):
            fields.append((meaning, place))
        else:
            extras[meaning] = place
    if refused:
        raise ColumnsRefused(columns=", ".join(refused))
    if not any(kind is FieldKind.MOBILE for kind, _ in fields):
        raise FileUnreadable(file="", reason="its first row names no mobile column (手机号)")
    fields.sort(key=lambda field: field[0] is not FieldKind.NAME)  # a card shows the name first
    return Columns(tuple(fields), extras, len(header))


def name_column(title: str) -> FieldKind | Extra | None:
    """What a column of that title holds; None where nobody knows."""
    return _MEANINGS.get(_NOISE.sub("", fold(title.strip())).lower())


def _show(title: str) -> str:
    """A title as a message may show it: it could be a customer's number, or move a terminal's cursor."""
    return "".join(filter(str.isprintable, mask_free_text(title)))[:40]
