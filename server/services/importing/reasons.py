"""Why a row stayed out, in words: what is wrong and what to do, in English and Chinese (C3)."""

from __future__ import annotations

from protocol.validate import LONGEST, Fault
from server.services.importing.checking import RowFault

REASONS: dict[str, tuple[str, str]] = {
    RowFault.NO_MOBILE: (
        "The mobile number is missing; a customer is known by it. Add it.",
        "缺少手机号，客户以手机号识别；请补上。",
    ),
    RowFault.NO_CONSENT: (
        "How or when the customer agreed is missing. Add both to the row, or give --consent-how and --consent-at.",
        "缺少授权方式或授权时间；请在该行补全，或用 --consent-how 和 --consent-at 统一说明。",
    ),
    RowFault.CONSENT_DATE: (
        "When the customer agreed is no date from 2000 on. Write it as 2026-08-02 or 2026-08-02 10:20.",
        "授权时间不是 2000 年以后的日期；请写成 2026-08-02 或 2026-08-02 10:20。",
    ),
    RowFault.CONSENT_IN_FUTURE: (
        "The customer agreed after today. Correct the date.",
        "授权时间晚于今天；请更正日期。",
    ),
    RowFault.DUPLICATE: (
        "Another row of this file has the same mobile number, and it was taken. Nothing to do.",
        "本文件另一行的手机号与之相同，以那一行为准；无需处理。",
    ),
    RowFault.DO_NOT_CALL: (
        "The number is on a do-not-call list. Leave the customer out.",
        "该号码在勿扰名单上；请勿导入这位客户。",
    ),
    RowFault.ROUNDED: (
        "A spreadsheet has rounded the number, and digits are lost. Export it again with the column as text.",
        "电子表格把号码变成了科学计数，末尾数字已丢失；请将该列设为文本后重新导出。",
    ),
    RowFault.TOO_MANY_CELLS: (
        "The row has more cells than the first row has columns. Look for a comma or tab within a value.",
        "该行的单元格多于首行的列数；请检查内容中是否夹有逗号或制表符。",
    ),
    RowFault.BROKEN: (
        "A quotation mark is not closed, so the row cannot be told apart. Correct or remove it.",
        "引号没有配对，无法分清各单元格；请更正或删去引号。",
    ),
    Fault.EMPTY: ("The value is empty. Fill it in, or leave its cell blank.", "内容为空；请填写，或将单元格留空。"),
    Fault.TOO_LONG: (
        f"The value is longer than {LONGEST} characters. Shorten it.",
        f"内容超过 {LONGEST} 个字符；请缩短。",
    ),
    Fault.NOT_A_NAME: ("The name has no letter in it. Correct it.", "姓名中没有文字；请更正。"),
    Fault.NOT_A_MOBILE: (
        "It is no mobile number of 11 digits that begins with 13 to 19. Correct it.",
        "不是以 13 至 19 开头的 11 位手机号；请更正。",
    ),
    Fault.NOT_A_LANDLINE: (
        "It is no landline number with its area code, such as 0755-87654321. Correct it, or leave its cell blank.",
        "不是带区号的固定电话（如 0755-87654321）；请更正，或将单元格留空。",
    ),
    Fault.NOT_AN_ID_NUMBER: (
        "It is no ID number of 18 characters, or of 15. Correct it.",
        "不是 18 位（或 15 位）身份证号；请更正。",
    ),
    Fault.NOT_AN_ADDRESS: ("The address has no letter in it. Correct it.", "地址中没有文字；请更正。"),
    Fault.NOT_A_BANK_CARD: (
        "It is no bank card number of 15 to 19 digits. Correct it.",
        "不是 15 至 19 位的银行卡号；请更正。",
    ),
    Fault.NOT_AN_EMAIL: ("It is no e-mail address. Correct it.", "不是电子邮箱地址；请更正。"),
    Fault.NOT_A_PLATE: ("It is no licence plate, such as 粤B12345. Correct it.", "不是车牌号（如 粤B12345）；请更正。"),
    Fault.NOT_A_WECHAT_ID: (
        "It is no WeChat ID: 6 to 20 letters, digits, _ or -, a letter first; or a mobile or QQ number. Correct it.",
        "不是微信号（6 至 20 个字母、数字、下划线或减号，以字母开头；也可以是手机号或 QQ 号）；请更正。",
    ),
    Fault.NOT_A_QQ_NUMBER: ("It is no QQ number of 5 to 12 digits. Correct it.", "不是 5 至 12 位的 QQ 号；请更正。"),
    Fault.WRONG_CHECK_DIGIT: (
        "Its check digit does not fit, so some digit is wrong. Compare it with the original.",
        "校验位不符，其中有数字写错；请与原件核对。",
    ),
    Fault.IMPOSSIBLE_BIRTH_DATE: (
        "The birth date in the ID number is none. Compare it with the original.",
        "身份证号中的出生日期不存在；请与原件核对。",
    ),
    Fault.UNKNOWN_REGION: (
        "The ID number begins with no province's code. Compare it with the original.",
        "身份证号开头不是任何省份的代码；请与原件核对。",
    ),
}
"""For each reason of a report what it means and what to do; the guide of administrators holds the same table."""


def explain(reason: str) -> tuple[str, str]:
    """A reason of a report in words, English and Chinese."""
    return REASONS[reason]
