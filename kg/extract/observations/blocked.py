"""Numbers that measure nothing: parts of names and codes, ordinals, durations of a streak, set phrases."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

from kg.language.anchored import AT_THE_BEGINNING, DIGITS, NUMERALS, Anchored, Rule
from kg.language.lexicon import Lexicon
from kg.language.periods import periods
from kg.model import NumberUse

_N = f"[{NUMERALS}]"
_ANY = DIGITS + NUMERALS
_BLANKS = " \u3000\t"  # may stand before the number of a heading
_NUMBER = r"\d零〇一二两三四五六七八九十廿卅百千万亿半首冠头翻"  # one of these is in all that reads as a number
_QUOTED: Rule = tuple(
    (
        opening,
        f"{opening}(?=[^{opening}{closing}{_NUMBER}]{{0,{most}}}[{_NUMBER}])[^{opening}{closing}]{{1,{most}}}{closing}",
    )
    for opening, closing, most in (("“", "”", 30), ("‘", "’", 30), ("《", "》", 60), ("「", "」", 30))
)
_FIGURES = re.compile(r"\d(?:\.\d+)?[%％]|[，。；]")
_NUMERALS = re.compile(f"{_N}+")
_ALONE = "(?![届次月年个条项名位家五大期轮批是])"  # 十一 is a holiday, 十一届 is not
_SLOGAN = re.compile(r"“[一二三四五六七八九十]个\d{1,3}(?:\.\d{1,2})?[%％]?”")  # “三个80%”
_NAME: Rule = (
    (ascii_letters, r"(?!m[23](?![A-Za-z\d]))[A-Za-z][A-Za-z_.\-·]{0,16}\d[A-Za-z\d.\-]{0,24}"),  # PM2.5, G35, C919
    (
        DIGITS,  # 5G, 4A级, 5A
        r"\d{1,12}(?:\.\d{1,12})?(?!P(?![A-Za-z\d])|[PET]F(?:lop|LOP))"
        r"[A-Z](?![A-Za-z]{0,12}(?:h|flops|FLOPS|W|B|bps))[A-Za-z]{0,12}(?:级|\b)?",
        "[A-Z]",
    ),
    ("712", "(?:720|1080|2160)P", "P"),
    (DIGITS, r"\d{1,12}(?:[+＋]\d{1,12}){1,8}(?:[+＋][A-Za-z]{1,8})?|\d{1,12}[+＋][A-Z]", "[+＋]"),  # 1+2+6+N
    (DIGITS, r"\d{1,12}号(?:线|楼|院|机组|地块|码头|井|台风|文件|令|公报|航站楼)?", "号"),
    (NUMERALS, f"{_N}{{1,6}}号", "号"),
    (
        DIGITS,
        r"\d{1,12}(?:\.\d{1,12})?(?:千伏|kV|纳米|nm|号线|强(?!度|制|化)|(?<!\d{4})路(?!\w{0,2}公交)|级(?!以上)|代(?!表)|度以上|版|届|师|团|·\d)",
        "[千k纳n号强路级代度版届师团·]",
    ),
    ("日第", r"日最大\d{1,2}小时|第\d{1,2}百分位", "[最百]"),  # of the concentration of a pollutant
    ("世", r"世界\d{1,12}强", r"界\d"),
    ("中", r"中国\d{1,12}强", r"国\d"),
    ("全", r"全[球国]\d{1,12}强", r"[球国]\d"),
    ("民", r"民营企业\d{1,12}强", r"营企业\d"),
    (DIGITS, r"(?<=[\u4e00-\u9fff])\d\.0(?![\d%％万亿个\-—~～至到、和元])", r"^\.0"),
    (
        NUMERALS,
        f"(?:十?{_N})(?:中|届)(?:[、和]{_N}中){{0,6}}全会"
        f"|(?:十[一二三四五六七八九]|二十[一二三四五]?|[二三四五六七八九十])届(?:{_N}{{1,6}}次(?:[、和]{_N}{{1,6}}次){{0,6}})?",
        "[中届]",
    ),
    (DIGITS, r"\d{1,3}英寸|\d型(?=糖尿)|\d{1,3}(?:\.\d)?微米", "[英型微]"),
    *((road[0], road + r"\d{1,4}(?![\d.]|公里|千米|万|条|处|%)") for road in ("国道", "省道", "县道")),
    ("国", r"国家\d{1,4}项重大(?:工程|项目)", r"家\d"),
    ("双", r"双向\d{1,2}车道"),
    ("歼运轰直", r"[歼运轰直]-?\d{1,3}(?=系列|型|[战飞机])", "[-系型战飞机]"),
    ("二三", "[二三]甲"),
    ("折", r"折\d{1,3}度", "度"),
    (DIGITS, r"\d类(?=(?:创?新药|水质|水体|医疗))", "类"),
    ("横纵经纬", f"[横纵经纬]{_N}{{1,3}}路", "路"),
    ("百千万", "[百千万]里(?=科技|集团|股份|公司)"),
    (
        NUMERALS,
        rf"(?<=[\u4e00-\u9fff])(?<![分第有共各等兵派])(?!一路){_N}{{1,3}}路"
        "(?=拓宽|改造|改建|工程|隧道|大桥|快速|高架|[东西南北]延|沿线|片区|段|站|与|至)",
        "路",
    ),
    (DIGITS + "一二三四五六", r"[一二三四五六\d]星级", "星"),
    (_ANY, rf"(?:\d{{1,12}}|{_N}{{1,6}})次(?:全会|全体会议|会议|代表大会|党代会)", "次"),
    (NUMERALS, f"{_N}{{1,6}}级(?!联动|贯通|协同|书记|网格|会商|调度)", "级"),
    ("十百千万", r"[十百千万]人口(?=[\u4e00-\u9fff]{1,8}[数床张率])"),
    (NUMERALS, "[一二三四五六七八九]五(?=”?普法)", "”?普"),
    (DIGITS, r"\d{1,12}[×xX]\d{1,12}(?:(?:\.\d{1,4})?[百万]?(?:千瓦|吨))?(?![\d小天])", "[×xX]"),
    (_ANY, rf"(?:\d{{1,12}}|{_N}{{1,6}})(?:分钟|小时|刻钟)[^，。；、]{{0,6}}圈", "[分小刻]"),
    ("十二", "(?<=党的)(?:十[二三四五六七八九]|二十一?)大", "大"),
    ("十二", "(?:十|二十)[一二三四五六七八九]?(?:冬|运会|亚运)(?![天季])", "[冬运亚]"),
    ("前", f"前[万千百]分之{_N}"),
    (
        NUMERALS + "特",
        "[特一二三四]等[奖功]|[三五七八九]人(?:制|篮球|足球)|[两二三四]{1,2}轮(?=车|摩托|电动|农用|驱动)",
        "[等人轮]",
    ),
    ("一二", "(?<!十)二类|(?<![某这同另每哪统归])一类(?=[新创]|水平|标准|口岸|疫苗|园|幼儿园|医院|费用)", "类"),
    ("［", r"^［\d{1,3}］[^，。；：:]{2,40}[：:]"),  # the words that a note explains
    (DIGITS, "[05-9][05]后(?![\\d半])|\\d{3,6}百(?![分帕万亿])", "[后百]"),  # no amount is written 579百
    (DIGITS, r"\d{1,4}(?:\.\d{1,2})?万?人口以[上下](?=的?[县市区镇乡村街城])", "万?人口"),
    (NUMERALS, f"{_N}期(?!间|限|末)", "期"),
    (DIGITS, r"\d{2,4}米(?=(?:服务|公交)?(?:半径|覆盖率|范围))", "米"),  # 公交站点500米覆盖率
    (
        DIGITS,
        r"(?<![超近约达共办班满\d])\d{1,12}期(?=工程|项目|建设|开工|投产|竣工|$|[，。、）])|\d{1,12}小时过境|\d{1,12}人(?:制|座)",
        "[期小]|人[制座]",
    ),
)
_ORDINAL: Rule = (
    (
        "第",
        rf"第(?:\d{{1,12}}|[{NUMERALS}百]{{1,6}})(?:个|批|届|次|轮|期|季(?!度)|条|章|节|项|部|书记|号|代|阶段|步|课堂|线|五年规划?|张|家|艘|座|例|台|场|颗|架|份|款|种|支|只)"
        rf"|第(?:\d{{1,3}}|{_N}{{1,4}})(?=要务|立面|使馆|跑道|航权|回|通道|套|增长极|医院|版|[中小]学|人民|附属|幼儿|大街|粮仓|水厂|实验|航站|高级)",
    ),
    ("（" + _BLANKS, r"^\s*（\d{1,2}）"),
    ("附表图见如专", r"(?:附件|专栏|附?表|^图|[见如]图)\d{1,2}(?![\d.])", r"^[件栏表图]|^\d"),
    ("备注", r"(?:备注|注)：\d{1,2}[、.．]", "[注：]"),
    (
        _ANY + "（" + _BLANKS,
        rf"^\s*(?:（?{_N}{{1,6}}[、）.]|\d{{1,2}}[、.．](?!\d(?![+＋]|\d{{3}}年)))",
        AT_THE_BEGINNING,
    ),
    (
        NUMERALS,
        rf"(?<![统唯之同专单第合]){_N}{{1,3}}是(?=[\u4e00-\u9fff“《])|(?<![\u4e00-\u9fff]){_N}{{1,2}}要(?=[\u4e00-\u9fff“])",
        "[是要]",
    ),
    ("二", "(?<![十第])二轮(?!车|摩托|电动|驱动)", "轮"),
    ("①②③", "①|②|③"),
    ("［[〔", r"[［\[〔]\d{1,3}[］\]〕]"),
)
_STREAK: Rule = (
    ("连", r"连续\d{1,2}[-—～]\d{1,2}年"),
    (
        "连近第过已历时用为",
        rf"(?:连续|连|近|第|过去|已有?|历时|时隔|用时|为期)(?:\d{{1,12}}|{_N}{{1,6}})(?:多|余)?(?:个)?(?:年|月|季度|周|届|个月)(?!度|均|产|内?新)",
        "[续去有时隔期多余个年月季周届]",
    ),
    (
        _ANY + "两",
        rf"(?:\d{{1,12}}|[{NUMERALS}两]{{1,6}})(?:多|余)?(?:周年|年来|年间|年期|个月(?:以上|内)?|年内|年以上|个季度)",
        "[多余]?(?:周年|年[来间期内以]|个[月季])",
    ),
    (_ANY, rf"(?:\d{{1,12}}|{_N}{{1,6}})连(?:冠|增|丰|涨|升|降|跳)", "连"),
    ("二三四五六七八九十", "[二三四五六七八九]?十年", "年"),
    ("十", "十[一二三四五六七八]五(?![冬运年月日])"),
    (NUMERALS, f"(?<=月){_N}{{1,3}}日", "日"),
    ("连蝉", rf"连续(?:\d{{1,12}}|{_N}{{1,6}})[余多]?[发天日]|蝉联(?:\d{{1,12}}|[{NUMERALS}两]{{1,6}})届"),
    (DIGITS, r"(?:\d[×xX])?24小时", "[×xX小]"),
    ("会", r"会期\d{1,2}(?:\.5)?天"),
    (DIGITS, r"\d{1,2}日(?:至|到|[—\-～~–]{1,2})(?:\d{1,2}月)?\d{1,2}日", "日"),
    ("上下中", r"[上下中]午\d{1,2}[时点](?:\d{1,2}分)?"),
    ("早晚凌日", r"(?:[早晚凌]晨?|日)\d{1,2}[时点](?:\d{1,2}分)?", "[晨时点]"),
)
_UNITS = (
    "[余多]?[万亿%％个家户所项条人名件元公平吨套台辆座处米亩次株千头只张册立美份宗起"
    "斤克羽匹棵尾场艘架标箱间床位班例种款盏升笔单桶兆吉瓦门支枚颗篇剂票股块根栋幢]"
)
_IDENTIFIER: Rule = (  # 126582元 counts, 370112 does not
    (
        DIGITS,
        r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?![\d.])"
        rf"|(?<![\d.,])\d{{6,40}}(?![\d.,]|{_UNITS})[A-Z\d]{{0,40}}(?:-[A-Z]/\d{{4}}-\d{{1,12}})?",
        rf"^\d{{2,3}}-|^\d{{5,39}}(?![\d.,]|{_UNITS})",
    ),
    (  # of a service: 12345热线, 110报警
        DIGITS,
        r"(?<![\d.])123\d\d(?![\d.万亿%个家户所项条人名件元公平吨套台辆座处米亩次株千头只张册])|12345|\d{4,5}热线"
        r"|(?<![\d.])(?:110|119|120|122)(?=热线|平台|电话|报警|接警|接处警|急救|指挥|火警|调度)",
        r"^\d{2,4}[热平电报接急指火调]|^23\d\d|^2345",
    ),
    ("〔［[（(", r"[〔［\[（(](?:19|20)\d\d[〕］\])）]\s?\d{1,5}号"),  # of a document
    (DIGITS + ascii_letters + ".-", r"[A-Za-z\d.\-]{1,40}@[\w.\-]{1,60}", r"[A-Za-z@\-]|\.[A-Za-z\d.\-]{0,38}@"),
    ("h", r"https?://\S{1,300}"),
    ("/", r"/[A-Za-z]{1,16}/[A-Za-z\d/.]{1,40}"),
)
# Levels of government taken together; grades are part of a name: 三级医院, 四级航道.
_LEVELS: Rule = (
    (
        "两二三四五六",
        "(?:(?<=[省市县区乡镇村街旗盟州国][省市县区乡镇村街旗盟州组社])|(?<=村）))[两二三四五六]级(?![公综中甲乙专医])"
        r"|[三四五六]级(?![公综甲乙专医航标响残])(?=[\u4e00-\u9fff]{0,8}?(?:网络|体系|架构|机制|全覆盖))",
        "级",
    ),
)
_CLAUSE_LAW: Rule = (
    ("第一二三", "第?[一二三][、和]?[二三](?:[、和]?三)?(?:次)?产业?", "[、和次产]"),
    (
        _ANY,
        rf"(?:\d{{1,12}}|{_N}{{1,6}})(?:部委|省区市|国(?!家|际|内|有|资)|市[一二两三四五六七八九十\d]区)",
        "[部省国市]",
    ),
    (  # areas taken together: 关中5市
        _ANY + "两",
        rf"(?<=[\u4e00-\u9fff])(?<![第等共有及])(?:\d{{1,2}}[市州盟县旗乡镇](?=[\u4e00-\u9fffA-Z“\d])"
        rf"|(?!一[市县省])[{NUMERALS}两]{{1,3}}[省市州盟县旗乡镇])",
        "[省市州盟县旗乡镇]",
    ),
)
_BARE_YEAR: Rule = (
    (
        "12",
        r"(?<![\d.])(?:19|20)\d\d(?![\d.]|[余多]|[万亿%个家户所项条人名件元公平吨套台辆座处米亩次株千头只张美欧宗起斤羽匹棵艘架床位例盏笔间场列批箱桶枚幢栋路尾卷页P])",
        r"^[09]\d\d(?![\d.万亿%])",
    ),
)
_SUMMED: Rule = (
    (NUMERALS + "两", rf"(?<!统)[{NUMERALS}两]{{1,6}}[大重](?=[\u4e00-\u9fff])", "[大重]"),  # 三大, 双重
    (DIGITS + "两一二三四五", r"(?:\d{1,12}|[两一二三四五])位数", "位"),
)
# Of equal stretches the first holds. Times come after these, and set phrases last.
KINDS = (
    (_QUOTED, NumberUse.NAME),
    (_IDENTIFIER, NumberUse.IDENTIFIER),
    (_LEVELS, NumberUse.SET_PHRASE),
    (_NAME, NumberUse.NAME),
    (_ORDINAL, NumberUse.ORDINAL),
    (_STREAK, NumberUse.DATE),
    (_CLAUSE_LAW, NumberUse.NAME),
    (_BARE_YEAR, NumberUse.DATE),
)
_WORDS = (("numeral-name", NumberUse.NAME), ("numeral-day", NumberUse.DATE), ("set-phrase", NumberUse.SET_PHRASE))
_TIME = len(KINDS) - 0.5


class Blocked(NamedTuple):
    """A stretch whose numbers are no quantities, and why."""

    start: int
    end: int
    use: NumberUse


@lru_cache(maxsize=8192)
def blocked(text: str, lexicon: Lexicon) -> tuple[Blocked, ...]:
    """Every such stretch of a sentence, in order of its start."""
    found: list[tuple[int, int, float, NumberUse]] = [
        (mention.start, mention.end, _TIME, NumberUse.DATE) for mention in periods(text)
    ]
    rules, uses = _rules(lexicon)
    for index, match in rules.find(text):
        if index or _is_name(match.group()):
            start, end = match.span()
            found.append((start, end, index, uses[index]))
    if len(found) > 1:
        found.sort()
    return tuple([Blocked(start, end, use) for start, end, _, use in found])


def _is_name(quoted: str) -> bool:
    """Whether what stands in quotation marks is a name or a code, and not a saying with figures."""
    return _SLOGAN.fullmatch(quoted) is not None or _FIGURES.search(quoted) is None


@cache
def _rules(lexicon: Lexicon) -> tuple[Anchored, tuple[NumberUse, ...]]:
    words = tuple((_words(lexicon, concept), use) for concept, use in _WORDS)
    rules = (*KINDS, *words, (_SUMMED, NumberUse.SET_PHRASE))
    return Anchored(tuple(rule for rule, _ in rules)), tuple(use for _, use in rules)


def _words(lexicon: Lexicon, concept: str) -> Rule:
    words = lexicon.words("cue", concept)
    return tuple((w[0], re.escape(w) + (_ALONE if _NUMERALS.fullmatch(w) else "")) for w in words)
