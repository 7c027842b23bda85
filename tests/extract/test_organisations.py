from __future__ import annotations

import pytest

from kg.extract.organisations import organisations
from kg.model import Entity
from tests.extract.things import context


def found(*sentences: str, area: str = "湖北省") -> dict[str, Entity]:
    return {e.name: e for e in organisations(context(*sentences, area=area))}


NAMED = [
    ("江汉智造集团、荆楚文旅集团启动重组", {"江汉智造集团", "荆楚文旅集团"}),
    ("引进星河电子、蓝海制药等龙头企业", {"星河电子", "蓝海制药"}),
    ("组建东湖量子技术研究院", {"东湖量子技术研究院"}),
    ("自觉接受省人大常委会监督，支持省政协履职", {"省人大常委会", "省政协"}),
    ("落实党中央、国务院决策部署", {"党中央", "国务院"}),
    ("设立长江现代种业投资基金", {"长江现代种业投资基金"}),
]

UNNAMED = [
    "新增上市公司6家",
    "建设高水平研究型大学",
    "培育专精特新企业300家",
    "各类金融机构存款增长9%",
    "完善县级公立医院布局",
    "党的二十届四中全会",
    "新建中小学20所",
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_what_a_sentence_names(text: str, expected: set[str]) -> None:
    assert set(found(text)) == expected


@pytest.mark.parametrize("text", UNNAMED)
def test_what_names_no_organisation(text: str) -> None:
    assert set(found(text)) == set()
