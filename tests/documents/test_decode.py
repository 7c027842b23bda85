"""Encodings in which the same report may come."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import UndecodableError, decode

SIMPLIFIED = "2023年，全区实现地区生产总值1327.8亿元，同比增长6%。\n新增市场主体3.7万户，总量居全市第一。\n"
TRADITIONAL = "本年度全市經濟發展良好，地區生產總值增長百分之六，社會民生持續改善，這是我們努力的結果。\n"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SIMPLIFIED.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + SIMPLIFIED.encode("utf-8"), "utf-8-sig"),
        (SIMPLIFIED.encode("gb18030"), "gb18030"),
        (SIMPLIFIED.encode("gbk"), "gb18030"),
        (SIMPLIFIED.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "utf-16"),
        (SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        (SIMPLIFIED.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, name: str) -> None:
    assert decode(data) == (SIMPLIFIED, name)
    assert data.decode(name) == SIMPLIFIED


def test_big5_is_told_from_gb() -> None:
    text, name = decode((TRADITIONAL * 3).encode("big5"))
    assert text == TRADITIONAL * 3
    assert name.startswith("big5")


@pytest.mark.parametrize("text", ["全区经济平稳运行。", "新建学校12所。", "关于下达计划的通知"])
def test_short_gbk_texts_are_read(text: str) -> None:
    assert decode(text.encode("gbk"))[0] == text


def test_line_ends_become_newlines() -> None:
    assert decode("一\r\n二\r三\n".encode())[0] == "一\n二\n三\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xfe\x00",
        bytes(range(256)) * 4,
        b"\xef\xbb\xbf\xff\xff",
        b"\x01\x02" * 40,
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UndecodableError) as error:
        decode(data)
    assert "\n" not in str(error.value)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text, name = decode(data)
    except UndecodableError:
        return
    assert text == data.decode(name).replace("\r\n", "\n").replace("\r", "\n")
