"""Rules look only where their words stand: with every gate held open they find the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from kg import resources
from kg.documents import find_documents, read_document
from kg.extract import (
    areas,
    honour_bounds,
    honours,
    industries,
    industry_lists,
    name_bounds,
    names,
    organisations,
    programme_words,
    programmes,
)
from kg.extract.chunks import counted, listings
from kg.extract.context import Context
from kg.extract.honour_gates import telling
from kg.extract.honour_verbs import kinds_of
from kg.extract.organisation_gates import speaking_words
from kg.extract.programme_patterns import PATTERNS, by_word_order
from kg.extract.spotted import Spotted, spotted
from kg.language import phrases
from kg.language.area_finder import COUNTRY
from kg.language.boundaries import Boundaries, boundaries
from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.language.phrases import Cue, Frame
from kg.model import Document, Entity
from tests.extract.things import context

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
GENRES = Path(__file__).parent / "genres" / "documents"
EVERY_GATE = frozenset(rule for rules in speaking_words().values() for rule in rules)


def always(*_given: object, **_named: object) -> bool:
    return True


@cache
def documents() -> tuple[Document, ...]:
    """The sample, the documents of other genres, and some of the reports where they are beside the checkout."""
    own = find_documents([resources.folder("sample"), GENRES])[0]
    reports = find_documents([CORPUS])[0][::8] if CORPUS.is_dir() else []
    return tuple(read_document(path) for path in (*own, *reports))


def texts() -> Iterator[str]:
    return (sentence.text for document in documents() for sentence in document.sentences)


def test_there_are_sentences_enough() -> None:
    assert sum(1 for _ in texts()) > 500


def every_phrase(text: str, _headed: object, _marks: object) -> Iterator[tuple[Frame, Sequence[Cue]]]:
    for clause in phrases.clauses(text):
        cues = phrases.cues_between(text, *clause)
        yield from ((frame, cues) for frame in phrases.frames(text, *clause, cues))


@pytest.mark.parametrize(
    ("extractor", "module", "gate", "opened"),
    [
        (programmes.programmes, programmes, "nameable", every_phrase),
        (honours.honours, honours, "may_tell", always),
    ],
)
def test_an_extractor_finds_the_same_with_its_gates_open(
    extractor: Callable[[Context], Iterator[Entity]],
    module: object,
    gate: str,
    opened: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [tuple(extractor(Context(document, lexicon(), gazetteer()))) for document in documents()]
    monkeypatch.setattr(module, gate, opened)
    assert [tuple(extractor(Context(document, lexicon(), gazetteer()))) for document in documents()] == found
    assert any(found)


def _unremembered(find: Callable[[str], Sequence[object]]) -> Callable[[str], Sequence[object]]:
    made: Callable[[str], Sequence[object]] = find.__wrapped__  # type: ignore[attr-defined]
    return made


def seen_with(text: str, **places: list[tuple[int, int, object]]) -> Spotted:
    """The words of a sentence, those of some kinds in other places."""
    return Spotted({**vars(spotted(text)), **places})


def test_sentences_give_the_same_organisations_with_the_gates_open(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = _unremembered(organisations.spoken)
    found = [spoken(text) for text in texts()]
    monkeypatch.setattr(organisations, "_worth", lambda _places: EVERY_GATE)
    monkeypatch.setattr(organisations, "spotted", lambda text: seen_with(text, speaking=[(0, 1, EVERY_GATE)]))
    assert [spoken(text) for text in texts()] == found
    assert any(found)


class Everything:
    """A set that holds whatever is asked for."""

    def __contains__(self, _one: object) -> bool:
        return True


def test_sentences_give_the_same_industries_with_the_gates_open(monkeypatch: pytest.MonkeyPatch) -> None:
    names = industries.industry_names
    own = [
        "发展沙漠经济，做强粮、油、沙漠产业。",
        "汽车及零部件、服装和家居等三大产业提质。",
        "培育甲产业园，发展茶产业。",
    ]
    found = [names(text) for text in (*own, *texts())]
    anywhere = [(at, at + 1, "") for at in range(300)]
    monkeypatch.setattr(industry_lists, "holds", always)
    monkeypatch.setattr(industries, "_behind", Everything)
    monkeypatch.setattr(industries, "_is_led", always)
    monkeypatch.setattr(industries, "spotted", lambda text: seen_with(text, lists=anywhere, tails=anywhere))
    assert [names(text) for text in (*own, *texts())] == found
    assert sum(map(bool, found)) > 3


@pytest.mark.parametrize("home", ["370112", "420000", None])
def test_all_sentences_together_name_the_areas_that_each_names(home: str | None) -> None:
    own = [
        "中国资源丰富。",
        "中国河南资源丰富。",
        "支持天桥、槐荫、历下发展。",
        "全国、合作。",
        "沈阳高新区合作、振兴。",
    ]
    each = [*own, *texts()]
    alone = [[m for m in gazetteer().find(text, home) if m.candidates[0].code != COUNTRY] for text in each]
    assert list(gazetteer().find_each(each, home)) == alone
    assert any(alone)


def test_sentences_give_the_same_names_with_the_gates_open(monkeypatch: pytest.MonkeyPatch) -> None:
    find = _unremembered(names.names)
    found = [find(text) for text in texts()]
    monkeypatch.setattr(names, "_listings", lambda text: [counted(text, listing) for listing in listings(text)])
    for step in ("_ended", "_own_ends"):
        monkeypatch.setattr(names, step, _unremembered(getattr(names, step)))
    assert [find(text) for text in texts()] == found
    assert any(found)


def test_what_stands_across_a_place_alone_can_make_a_segmentation_cut_there(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(t, at, at + n) for t in list(texts())[:400] for at in range(0, len(t) - 3, 7) for n in (2, 3)]
    found = [boundaries().cuts(*place, 60) for place in places]
    monkeypatch.setattr(Boundaries, "_crossed", always)
    assert [boundaries().cuts(*place, 60) for place in places] == found
    assert (True, False) in found and (False, False) in found


def test_sentences_give_the_same_honours_whether_or_not_they_seem_worth_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = ["建成国家“双拥”模范城。", "成为国家级和美“乡村”示范县。", "实现“国家公园”零的突破。"]
    found = {text: told for text, told in honours.in_sentences((*own, *texts())).items() if told}
    monkeypatch.setattr(honours, "worth_reading", always)
    assert {text: told for text, told in honours.in_sentences((*own, *texts())).items() if told} == found
    assert found


def test_what_is_applied_for_or_approved_has_a_word_that_tells_so() -> None:
    found = set()
    own = [
        "推进国家卫生城市创建工作。",
        "全国文明城市复审高分通过。",
        "深化国家森林城市“三城联创”。",
        "乙峡谷5A级景区获批。",
    ]
    for text in (*own, *texts()):
        kinds = kinds_of(telling(text)[0])
        if honours._APPLIED().search(text) or honours._QUOTED_APPLIED().search(text):
            found.add("applying")
            assert "applying" in kinds, text
        if honours._APPROVED().search(text):
            found.add("approved")
            assert "approved" in kinds, text
    assert "applying" in found


def test_amounts_behind_a_title_end_in_one_of_their_characters() -> None:
    own = ["国家级示范区达到12个", "国家级孵化器50家以上", "全国综合百强县第6位", "全国百强县前列", "国家级企业数前3强"]
    stretches = [text[: text.find("，")] for text in texts()]
    found = [stretch for stretch in (*own, *stretches) if honour_bounds._AMOUNT.search(stretch)]
    assert set(own) <= set(found)
    assert all(stretch.endswith(honour_bounds._AMOUNT_ENDS) for stretch in found)


def test_other_words_than_areas_have_a_part_that_is_looked_for() -> None:
    for text in ("保护黄河源头。", "实施引黄济乙工程。", "杜绝文山会海。", "参观中山陵。", *texts()):
        found = areas._OTHER_WORD.search(text)
        assert found is None or areas._OTHER_PART.search(text), text


def test_patterns_by_word_order_match_only_where_their_words_stand() -> None:
    own = ["国务院关于促进某事的意见。", "国民经济和社会发展计划（草案）。", "深化鲁渝协作。"]
    for text in (*own, *texts()):
        for rule, needed, pattern in PATTERNS:
            assert pattern().search(text) is None or any(word in text for word in needed), (rule, text)


def test_what_the_order_of_words_shows() -> None:
    texts = ["推进平安济南建设。", "审议济南市国民经济和社会发展计划（草案）。", "审议2026年国民经济和社会发展计划。"]
    found = [[(s.rule, t[s.start : s.named]) for s in by_word_order([t], "济南市")[0]] for t in texts]
    assert found == [
        [("area-goal", "平安济南")],
        [("plan-title", "济南市国民经济和社会发展计划")],
        [("plan-title", "2026年国民经济和社会发展计划")],
    ]
    assert by_word_order(texts[:1], "") == {}


def test_a_verb_that_a_name_begins_behind_begins_with_one_of_its_words() -> None:
    found = 0
    for text in texts():
        verb: re.Match[str] | None = name_bounds._strong().search(text)
        begin = name_bounds._strong_begins().search(text)
        if verb is not None:
            found += 1
            assert begin is not None and begin[0] <= verb.start()
    assert found


def test_what_is_first_of_its_kind_begins_with_one_of_its_characters() -> None:
    found = 0
    for text in ("全省首家乙研究院", "新央企乙汽车集团", "独角兽企业乙丙丁戊", *texts()):
        for at in range(len(text)):
            if name_bounds._FIRST.match(text, at):
                found += 1
                assert text[at] in name_bounds._FIRST_BEGINS, text
    assert found > 3


def test_no_end_of_a_name_has_another_last_character() -> None:
    found = 0
    for text in ("乙阶段", "甲河谷", "中高速", "自由贸易港", "以乙为中心", "从通道", *texts()):
        for end in range(1, len(text) + 1):
            if name_bounds._NO_END.search(text, max(0, end - 6), end):
                found += 1
                assert text[end - 1] in name_bounds._NO_END_LAST, text
    assert found > 5


def test_an_area_that_builds_has_a_verb_near_the_beginning() -> None:
    for text in ("山东省高标准建设乙基地", "乙市打造", "甲乙丙丁高水平推进", *texts()):
        for at in range(0, len(text), 5):
            if name_bounds._AREA_BUILDS.match(text, at):
                assert not name_bounds._BUILDS_BEGIN.isdisjoint(text[at + 2 : at + 9]), text


@pytest.mark.parametrize(
    "text",
    [
        "推进甲行动、乙行动等“九大行动”。",
        "实施“甲提升”“乙改造”等三大工程。",
        "健全就业、社保等工作机制，开展丙试点。",
        "平安山东建设深入推进，落实丁三年行动计划。",
        "提升戊国际消费中心城市建设水平，建立己制度3项，庚引才计划成果显著。",
        "打造“双千”工程（一期）任务，推动“辛模式”，“壬普惠试点”。",
    ],
)
def test_programmes_of_single_sentences_are_the_same_with_the_gates_open(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tuple(programmes.programmes(context(text)))
    monkeypatch.setattr(programmes, "nameable", every_phrase)
    assert tuple(programmes.programmes(context(text))) == found


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (programmes._EXPLAINED(), programmes._EXPLAINED_BEGINS),
        (programmes._COUNTED, programmes._NUMERALS),
        (programme_words._COUNTED_KIND(), programme_words._COUNT_BEGINS),
    ],
)
def test_patterns_begin_with_one_of_their_characters(pattern: re.Pattern[str], begins: frozenset[str]) -> None:
    own = ["“三”即三项方案", "三项改革试点", "“五大产业”", "产业规模", "经济增加值", "（一）乙"]
    found = 0
    for text in (*own, *texts()):
        for at in range(0, len(text), 1 if text in own else 3):
            rest = text[at:]
            if pattern.match(rest):
                found += 1
                assert rest[0] in begins, rest
    assert found


def test_a_number_of_industries_and_a_quotation_before_their_word_show_what_is_looked_for_first() -> None:
    numbered = quoted = 0
    for text in ("草莓、锦鲤、食用菌三大特色产业提质。", "壮大“风光氢储”产业链。", *texts()):
        if industry_lists._NUMBERED().search(text):
            numbered += 1
            assert industry_lists._is_numbered(text)
        if industries._QUOTED().search(text):
            quoted += 1
            assert "”产业" in text or "”经济" in text
    assert numbered and quoted
