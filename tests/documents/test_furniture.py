"""What of a page is no report."""

from collections.abc import Callable

import pytest

from kg.model import Document

Reader = Callable[..., Document]


BODY = (
    "某市政府工作报告\n各位代表：\n"
    "现在，我代表市人民政府向大会报告工作，请予审议，并请列席人员提出意见。\n新建学校3所。\n"
)


def kinds(read: Reader, text: str) -> dict[str, str]:
    document = read(text)
    return {document.quote(piece.span): piece.kind for piece in document.furniture}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("下载 打印 全屏 收藏", "tool"),
        ("【字号：大 中 小】", "tool"),
        ("字体：加大还原减小", "tool"),
        ("首页 > 政务公开 > 正文", "navigation"),
        ("您的位置：首页 > 本市要闻", "navigation"),
        ("图片1.png", "picture"),
        ("![效果图](a/b.jpg)", "picture"),
        ("— 12 —", "page"),
        ("第 3 页 共 20 页", "page"),
        ("目  录", "contents"),
        ("一、工作回顾……………3", "contents"),
        ("市长李某作政府工作报告。本报记者 王某 摄", "caption"),
    ],
)
def test_lines_that_are_furniture_wherever_they_stand(read: Reader, line: str, kind: str) -> None:
    assert kinds(read, f"{BODY}{line}\n完成投资5亿元。\n").get(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "来源：某市日报",
        "时间：2026-02-11",
        "2026-01-31 07:00:44",
        "市政府办公室",
        "市长 王某某",
        "记者 于某 通讯员 孔某",
    ],
)
def test_bylines_stand_above_the_text(read: Reader, line: str) -> None:
    assert kinds(read, f"某市政府工作报告\n{line}\n{BODY}")[line] == "byline"


def test_from_the_first_sign_of_the_end_all_is_furniture(read: Reader) -> None:
    document = read(f"{BODY}扫一扫在手机打开当前页\n单位概况\n2127\n信息发布总数\n")
    assert [(f.kind, document.quote(f.span)) for f in document.furniture] == [
        ("tail", "扫一扫在手机打开当前页\n单位概况\n2127\n信息发布总数")
    ]


def test_a_word_of_the_end_inside_the_text_is_text(read: Reader) -> None:
    document = read(
        f"{BODY}推广“扫一扫”查询。\n扫码办理事项12项，群众满意度进一步提高，服务更加便捷。\n编制规划2个。\n"
    )
    assert document.furniture == ()


def test_a_copyright_notice_is_furniture(read: Reader) -> None:
    notice = "版权声明：本站内容由用户提供，如涉侵权请联系本站，未经许可，不得转载。"
    assert kinds(read, f"{BODY}{notice}\n") == {notice: "copyright"}


def test_page_numbers_and_running_heads_do_not_cut_sentences(read: Reader) -> None:
    page = "扎实做好各项工作。" * 20 + "全年完成投资，推动项目建设，改善民生\n{}\n某市年度报告\n事业，取得新的成绩。\n"
    pages = "".join(page.format(number) for number in range(1, 5))
    document = read(f"某市政府工作报告\n{pages}")
    assert [f.kind for f in document.furniture] == ["page"] * 4
    assert document.sentences[21].text == "全年完成投资，推动项目建设，改善民生事业，取得新的成绩。"


def test_furniture_stays_in_the_text(read: Reader) -> None:
    text = f"下载\n打印\n{BODY}"
    assert read(text).text == text


def test_a_word_that_a_table_repeats_is_no_running_head(read: Reader) -> None:
    rows = "".join(f"某某片区某某路某某工程之{n}\n正在推进之中\n" for n in range(5))
    assert read(f"某区项目计划表\n{rows}").furniture == ()
