"""Which column means what, in Chinese or English; columns that no purpose lists are refused by name (C3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from protocol.administration import ColumnsRefused, FileUnreadable
from protocol.fields import FieldKind


class Extra(StrEnum):
    """Columns that are not a customer's field."""

    EXTERNAL_ID = "external_id"
    TAGS = "tags"
    CONSENT_HOW = "consent_how"
    CONSENT_AT = "consent_at"
    CONSENT_WORDING = "consent_wording"


_NAMES: dict[FieldKind | Extra, str] = {
    FieldKind.NAME: "姓名 客户姓名 名字 name customername fullname",
    FieldKind.MOBILE: "手机号 手机 手机号码 电话 联系电话 移动电话 mobile phone cellphone mobilenumber phonenumber",
    FieldKind.LANDLINE: "固定电话 座机 landline telephone",
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
    """Where each field stands in a row."""

    fields: tuple[tuple[FieldKind, int], ...]
    extras: dict[Extra, int]


def read_header(header: Sequence[str], allowed: frozenset[FieldKind]) -> Columns:
    """Understand a header row.

    ColumnsRefused names every column that is unknown or that no purpose lists; FileUnreadable when there is no mobile
    column, or a column stands twice.
    """
    fields: list[tuple[FieldKind, int]] = []
    extras: dict[Extra, int] = {}
    refused: list[str] = []
    seen: set[FieldKind | Extra] = set()
    for place, title in enumerate(header):
        if not title.strip():
            continue
        meaning = _MEANINGS.get(_NOISE.sub("", unicodedata.normalize("NFKC", title)).lower())
        if meaning is None or (isinstance(meaning, FieldKind) and meaning not in allowed):
            refused.append(title.strip()[:40])
        elif meaning in seen:
            raise FileUnreadable(file="", reason=f"the column {title.strip()[:40]} stands in it twice")
        elif isinstance(meaning, FieldKind):
            fields.append((meaning, place))
        else:
            extras[meaning] = place
        if meaning:
            seen.add(meaning)
    if refused:
        raise ColumnsRefused(columns=", ".join(refused))
    if FieldKind.MOBILE not in seen:
        raise FileUnreadable(file="", reason="its first row names no mobile column (手机号)")
    return Columns(tuple(fields), extras)
