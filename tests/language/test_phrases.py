from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import phrases
from kg.language.lexicon import lexicon


def names(text: str) -> list[str]:
    return [p.text for p in phrases.items(text, 0, len(text))]


def read(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Role, verbs and noun phrase of each frame of each clause."""
    frames = [frame for clause in phrases.clauses(text) for frame in phrases.frames(text, *clause)]
    return [(frame.role, frame.verbs, text[frame.start : frame.end]) for frame in frames]


def test_examples_in_the_documentation() -> None:
    assert doctest.testmod(phrases).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("机场扩建、港口升级和铁路联络线", ["机场扩建", "港口升级", "铁路联络线"]),
        ("“甲字号”“乙字号”和丙字号", ["甲字号", "乙字号", "丙字号"]),
        ("“食、住、行”服务、养老服务", ["“食、住、行”服务", "养老服务"]),
        ("和美乡村、平安和谐社区", ["和美乡村", "平安和谐社区"]),
        ("参与国际标准制定、与会代表服务", ["参与国际标准制定", "与会代表服务"]),
        ("绿色矿山（含尾矿库、采坑）、绿色工厂", ["绿色矿山（含尾矿库、采坑）", "绿色工厂"]),
        ("一等奖、特等奖", ["一等奖", "特等奖"]),
    ],
)
def test_coordinated_parts(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_list_closed_by_deng_has_a_tail() -> None:
    text = "甲河治理、乙湖清淤等3个水利项目"
    found = phrases.listing(text, 0, len(text))
    assert [p.text for p in found.items] == ["甲河治理", "乙湖清淤"]
    assert found.tail is not None
    assert found.tail.text == "3个水利项目"
    assert text[found.tail.start : found.tail.end] == "3个水利项目"


@pytest.mark.parametrize("text", ["高等教育质量提升", "三等功奖励办法", "权利平等宣传周", "中等职业学校"])
def test_deng_within_a_word_closes_nothing(text: str) -> None:
    assert phrases.listing(text, 0, len(text)).tail is None


def test_a_shared_head_is_restored_and_spans_stay() -> None:
    text = "牧场改良、牛羊增产行动"
    restored = phrases.share_head(phrases.items(text, 0, len(text)), ("行动", "计划"))
    assert [p.text for p in restored] == ["牧场改良行动", "牛羊增产行动"]
    assert text[restored[0].start : restored[0].end] == "牧场改良"


def test_no_head_is_shared_where_each_has_its_own() -> None:
    text = "引才计划、种业行动"
    restored = phrases.share_head(phrases.items(text, 0, len(text)), ("行动", "计划"))
    assert [p.text for p in restored] == ["引才计划", "种业行动"]


def test_quotations_are_the_outermost_closed_ones() -> None:
    text = "印发《关于“双减”的意见》，推广“一网通办”，“没有收尾"
    assert [q.text for q in phrases.quoted(text)] == ["关于“双减”的意见", "一网通办"]


def test_clauses_do_not_break_quotations_and_lose_ordinals() -> None:
    text = "（二）办好“找短板，补弱项”活动；三是推进改革"
    assert [text[start:end] for start, end in phrases.clauses(text)] == ["办好“找短板，补弱项”活动", "推进改革"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("深入实施冬小麦增产行动", [("object", ("实施",), "冬小麦增产行动")]),
        ("制定实施鼓励夜间消费办法", [("object", ("制定", "实施"), "鼓励夜间消费办法")]),
        ("小微企业增信改革纵深推进", [("subject", (), "小微企业增信改革")]),
        (
            "支持甲市开展信用修复试点",
            [("object", ("支持",), "甲市"), ("object", ("开展",), "信用修复试点")],
        ),
        (
            "健全会商机制和完善预案",
            [("object", ("健全",), "会商机制"), ("object", ("完善",), "预案")],
        ),
        ("推动渔港振兴行动落地见效", [("object", ("推动",), "渔港振兴行动")]),
        ("出台了稳岗十条", [("object", ("出台",), "稳岗十条")]),
    ],
)
def test_frames(text: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    flat = [(role, "".join(verbs), phrase) for role, verbs, phrase in read(text)]
    assert flat == [(role, "".join(verbs), phrase) for role, verbs, phrase in expected]


@given(st.text(alphabet="推进实施和、“”《》，的行动等（）一二三是机制甲乙", max_size=60))
def test_any_text_is_read_and_places_are_true(text: str) -> None:
    for start, end in phrases.clauses(text):
        assert 0 <= start < end <= len(text)
        for frame in phrases.frames(text, start, end):
            assert start <= frame.start < frame.end <= end
            for part in phrases.items(text, frame.start, frame.end):
                assert part.text in text[part.start : part.end]


def test_unclosed_marks_cost_no_more_than_their_number() -> None:
    text = "（" * 20000
    assert phrases.quoted("“" * 20000) == ()
    assert [text[start:end] for start, end in phrases.clauses(text)] == [text]


@given(st.text(alphabet="“”《》「」（）()甲，", max_size=24))
def test_marks_are_paired_alike_whether_some_stand_inside_others_or_none(text: str) -> None:
    for marks in (phrases._MARK, phrases._QUOTE):
        found = [(mark.start(), mark.group()) for mark in marks.finditer(text)]
        assert phrases._regions(text, marks) == phrases._nested(found)


def test_boundary_words_hold_no_stop_and_every_conjunction_is_looked_for() -> None:
    for concept in lexicon().concepts("phrase-cue"):
        for word in concept.labels:
            assert not set(word) & set(phrases.STOPS)
            assert concept.id != "coordinator" or phrases._joining().search(word) is not None


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("落实推进会以及规划", 0, 9, ["落实", "以及"]),  # 推进会 is one word, and no verb
        ("落实推进会以及规划", 0, 6, ["落实"]),  # 以 is only the beginning of 以及
        ("落实“推进和完善”规划", 0, 11, ["落实"]),
        ("落实规划，推进改革", 0, 4, ["落实"]),
        ("落实规划", 2, 2, []),
    ],
)
def test_boundary_words_of_a_stretch(text: str, start: int, end: int, expected: list[str]) -> None:
    assert [text[first:last] for first, last, _ in phrases.cues_between(text, start, end)] == expected


@given(st.text(alphabet="推进实施和以及等甲乙“”，的改革", max_size=40))
def test_a_list_is_the_same_whether_the_boundary_words_around_it_are_given(text: str) -> None:
    for clause in phrases.clauses(text):
        cues = phrases.cues_between(text, *clause)
        assert phrases.listing(text, *clause, cues) == phrases.listing(text, *clause)
        assert phrases.frames(text, *clause, cues) == phrases.frames(text, *clause)
