"""What a document says of itself, with the place that says it."""

from collections.abc import Callable

import pytest

from kg.language.gazetteer import gazetteer
from kg.language.lexicon import lexicon
from kg.model import Document, Genre

Reader = Callable[..., Document]

GREETING = "各位代表：\n现在，我代表{}人民政府，向大会报告工作，请予审议，并请各位委员提出意见。\n"


def evidence(document: Document, field: str) -> str | None:
    span = next(e.span for e in document.metadata.evidence if e.field == field)
    return document.quote(span) if span else None


@pytest.mark.parametrize(
    ("title", "area", "code"),
    [
        ("2026年安徽省政府工作报告", "安徽省", "340000"),
        ("关于济南市历城区 2023 年国民经济和社会发展计划执行情况与 2024 年计划草案的报告", "历城区", "370112"),
        ("(山东省)济南市天桥区人民政府工作报告(2024年1月16日)", "天桥区", "370105"),
        ("济南高新区2024年工作动员大会召开", "济南高新区", None),
        ("济南市高新区2024年工作动员大会召开", "济南高新区", None),
        ("上海市浦东新区2023年国民经济和社会发展统计公报", "浦东新区", "310115"),
        ("北京市朝阳区2024年政府工作报告", "朝阳区", "110105"),
        ("长春市朝阳区2024年政府工作报告", "朝阳区", "220104"),
        ("某报解读历城区2024年政府工作报告", "历城区", "370112"),
        ("济南市中加快建设新城区 解读政府工作报告", "市中区", "370103"),
        ("恩施土家族苗族自治州2024年政府工作报告", "恩施土家族苗族自治州", "422800"),
        ("内蒙古2026年政府工作报告", "内蒙古自治区", "150000"),
        ("三门峡市2019年政府工作报告", "三门峡市", "411200"),
        ("关于都安瑶族自治县2022年预算执行情况和2023年预算草案的报告", "都安瑶族自治县", "451228"),
        ("中共曹县委员会关于制定曹县国民经济和社会发展第十四个五年规划和二〇三五年远景目标的建议", "曹县", "371721"),
    ],
)
def test_the_title_names_the_area(read: Reader, title: str, area: str, code: str | None) -> None:
    metadata = read(f"{title}\n\n新建学校3所。\n").metadata
    assert (metadata.area, metadata.area_code) == (area, code)
    assert ("area_code" in metadata.undetermined) == (code is None)


def test_the_title_of_a_report_names_every_county_and_city(read: Reader) -> None:
    known = gazetteer()
    areas = [known.area(concept.id) for concept in lexicon().concepts("area")]
    names = sorted({a.name for a in areas if a.level in {"prefecture", "county"} and not a.replaced_by})[::29]
    titles = ("{}2019年政府工作报告", "关于{}2022年财政预算执行情况和2023年财政预算草案的报告", "上半年{}经济稳中有进")
    wrong = [
        t.format(name)
        for name in names
        for t in titles
        if read(t.format(name) + "\n\n增长5%。\n").metadata.area != name
    ]
    assert len(names) > 90 and not wrong


@pytest.mark.parametrize(
    ("word", "area"), [("县", "兴山县"), ("区", "兴山区")]
)  # 兴山 is the short form of a county in Hubei and a district in Heilongjiang
def test_a_short_form_is_of_the_level_that_the_text_calls_its_own(read: Reader, word: str, area: str) -> None:
    text = f"兴山上半年经济运行情况\n\n上半年，全{word}投资增长5%，我{word}工业稳中有进，财政收入平稳增长，就业稳定。\n"
    assert read(text).metadata.area == area


def test_the_opening_names_the_area_of_news_in_full(read: Reader) -> None:
    text = "深州上半年经济运行发布会\n\n7月20日，深州市人民政府新闻办公室召开发布会。全市投资增长5%，我市工业稳。\n"
    assert read(text).metadata.area == "深州市"


def test_the_congress_is_surer_than_the_title(read: Reader) -> None:
    document = read("政府工作报告\n——2024年1月23日在广东省第十四届\n人民代表大会第二次会议上\n广东省省长 某某\n")
    assert document.metadata.area == "广东省"
    assert document.metadata.date == "2024-01-23"
    assert document.metadata.author == "某某"


def test_the_government_that_speaks_names_the_area(read: Reader) -> None:
    assert read("政府工作报告\n" + GREETING.format("海南省")).metadata.area == "海南省"


def test_names_in_the_text_tell_with_a_warning(read: Reader) -> None:
    text = (
        GREETING.format("市")
        + "一、2013年工作回顾\n我市陇南特色农业增产。全市陇南旅游升温。陇南路网成形。我市投资增长。\n"
    )
    document = read(text)
    assert document.metadata.area == "陇南市"
    assert any("no line names the area" in warning for warning in document.warnings)


def test_without_any_name_the_area_is_undetermined_and_not_guessed(read: Reader) -> None:
    document = read(GREETING.format("市") + "一、2013年工作回顾\n全市新建学校3所。\n", "report.txt")
    assert document.metadata.area is None
    assert "area" in document.metadata.undetermined
    assert any("undetermined" in warning and "area" in warning for warning in document.warnings)


def test_a_file_name_is_the_last_resort_and_said(read: Reader) -> None:
    document = read(GREETING.format("区") + "全区新建学校3所。\n", "历城区报告.txt")
    assert document.metadata.area == "历城区"
    assert any("file name" in warning for warning in document.warnings)


def test_names_that_repeat_have_no_code_unless_the_text_tells_which(read: Reader) -> None:
    alone = read("市中区2024年政府工作报告\n\n全区新建学校3所。\n")
    assert (alone.metadata.area, alone.metadata.area_code) == ("市中区", None)
    assert any("areas are called 市中区" in warning for warning in alone.warnings)
    told = read("市中区2024年政府工作报告\n\n落实济南市部署，建设济南新城。\n", "b.txt")
    assert told.metadata.area_code == "370103"


def test_the_index_number_tells_credit_code_and_area(read: Reader) -> None:
    document = read(
        "媒体解读：某报细看工作报告要点\n11370112004203737J-A/2024-0000017\n区政府办公室\n2024-01-17\n\n新建学校3所。\n"
    )
    metadata = document.metadata
    assert metadata.index_number == "11370112004203737J-A/2024-0000017"
    assert metadata.credit_code == "11370112004203737J"
    assert (metadata.area, metadata.area_code) == ("历城区", "370112")
    assert (metadata.publisher, metadata.date, metadata.genre) == ("区政府办公室", "2024-01-17", Genre.MEDIA_DIGEST)
    assert evidence(document, "credit_code") == "11370112004203737J"


def test_a_credit_code_with_a_wrong_check_character_is_not_believed(read: Reader) -> None:
    document = read("某市工作报告要点\n11370112004203738J-A/2024-0000017\n\n新建学校3所。\n")
    assert document.metadata.credit_code is None
    assert any("check character" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("text", "genre", "planned", "reviewed"),
    [
        ("某区2023年计划执行情况与2024年计划草案的报告\n", Genre.PLAN_REPORT, 2024, 2023),
        ("关于某区2023年预算执行情况和2024年预算草案的报告\n", Genre.BUDGET_REPORT, 2024, 2023),
        (
            "某市政府工作报告\n一、2025年工作回顾\n增长5%。\n二、2026年工作安排\n增长6%。\n",
            Genre.WORK_REPORT,
            2026,
            2025,
        ),
        (
            "某市政府工作报告\n一、“十二五”回顾\n刚刚过去的2015年，稳步增长。\n三、2016年主要工作\n",
            Genre.WORK_REPORT,
            2016,
            2015,
        ),
        ("某市政府工作报告(2024年1月16日)\n项目建设成果丰硕。\n", Genre.WORK_REPORT, 2024, 2023),
        ("2026年某省政府工作报告\n新建学校3所。\n", Genre.WORK_REPORT, 2026, 2025),
        ("某省政府工作报告\n一、2012年工作回顾\n增长5%。\n", Genre.WORK_REPORT, 2013, 2012),
        ("二○一三年某县国民经济和社会发展统计公报\n增长5%。\n", Genre.BULLETIN, None, 2013),
        ("政府工作报告\n（二〇一五年一月十八日）\n增长5%。\n", Genre.WORK_REPORT, 2015, 2014),
        ("政府工作报告\n——二O一三年二月二十六日在某县第十六届人民代表大会会议上\n", Genre.WORK_REPORT, 2013, 2012),
        ("某局2018年工作总结和2019年工作计划\n增长5%。\n", None, 2019, 2018),
        ("某县2020年工作要点\n增长5%。\n", None, 2020, None),
        ("某区2024年工作动员大会召开\n2月23日，大会召开。\n", Genre.MEETING_NEWS, 2024, 2023),
        ("某区2023年国民经济和社会发展统计公报\n增长5%。\n", Genre.BULLETIN, None, 2023),
        ("2024年上半年某市经济运行情况\n增长5%。\n", Genre.STATISTICS_NEWS, None, 2024),
        ("一图读懂某区2024年政府工作报告\n增长5%。\n", Genre.MEDIA_DIGEST, 2024, 2023),
    ],
)
def test_genre_and_years(
    read: Reader, text: str, genre: Genre | None, planned: int | None, reviewed: int | None
) -> None:
    metadata = read(text).metadata
    assert (metadata.genre, metadata.year_planned, metadata.year_reviewed) == (genre, planned, reviewed)


def test_a_bulletin_plans_nothing_and_that_is_no_warning(read: Reader) -> None:
    document = read("历城区2023年国民经济和社会发展统计公报\n2024-04-01\n全区增长5%。\n")
    assert document.warnings == ()


def test_an_untitled_report_is_known_by_its_greeting(read: Reader) -> None:
    metadata = read(GREETING.format("市") + "全市新建学校3所。\n").metadata
    assert (metadata.title, metadata.genre) == (None, Genre.WORK_REPORT)
    assert "title" in metadata.undetermined


def test_news_of_a_report_given_is_a_digest_dated_in_its_own_year(read: Reader) -> None:
    text = (
        "济南市中加快建设活力强区\n\n记者 于某 通讯员 孔某\n\n"
        "1月5日，会议开幕，区长作政府工作报告，与会人员参加审议。\n\n"
        "2023年全区经济社会发展主要预期目标是：生产总值增长6%。\n"
    )
    metadata = read(text).metadata
    assert metadata.genre is Genre.MEDIA_DIGEST
    assert (metadata.date, metadata.year_planned) == ("2023-01-05", 2023)
    assert metadata.author == "于某、孔某"


def test_publication_comes_before_the_day_of_the_meeting(read: Reader) -> None:
    session = "——2026年2月5日在安徽省第十四届人民代表大会第四次会议上"
    text = f"2026年安徽省政府工作报告\n{session}\n来源：某日报\n时间：2026-02-11\n省长 王某\n"
    document = read(text + GREETING.format("省"))
    metadata = document.metadata
    assert (metadata.date, metadata.publisher, metadata.author) == ("2026-02-11", "某日报", "王某")
    assert evidence(document, "date") == "2026-02-11"


def test_impossible_dates_are_no_dates(read: Reader) -> None:
    assert read("某市政府工作报告\n2024-13-45\n新建学校3所。\n").metadata.date is None


def test_years_that_do_not_follow_are_doubted(read: Reader) -> None:
    document = read("某市政府工作报告\n一、2020年工作回顾\n增长5%。\n二、2024年工作安排\n增长6%。\n")
    assert any("does not follow" in warning for warning in document.warnings)


def test_every_field_has_evidence_or_is_undetermined(read: Reader) -> None:
    document = read("2026年安徽省政府工作报告\n" + GREETING.format("省"))
    told = {e.field for e in document.metadata.evidence}
    assert told.isdisjoint(document.metadata.undetermined)
    assert len(told) + len(document.metadata.undetermined) == 11


def test_a_common_word_that_is_a_name_somewhere_is_no_area(read: Reader) -> None:
    text = GREETING.format("区") + "我区城区扩大，老城区更新，新城区开工。城区绿化增加。城区道路改善。\n"
    assert read(text, "report.txt").metadata.area is None


@pytest.mark.parametrize(
    ("top", "area", "date", "publisher", "author"),
    [
        (
            "政  府  工  作  报  告\n——2024年1月10日在历城区第十九届人民代表大会第三次会议上\n"
            "历城区人民政府区长    张  三\n",
            "历城区",
            "2024-01-10",
            None,
            "张三",
        ),
        (
            "政府工作报告\n——在平阴县第十八届人民代表大会第二次会议上\n（2024年1月8日）\n县长 李四\n",
            "平阴县",
            "2024-01-08",
            None,
            "李四",
        ),
        (
            "上半年全区经济运行情况\n发布时间：2024-07-25 来源：历城区统计局\n",
            "历城区",
            "2024-07-25",
            "历城区统计局",
            None,
        ),
        (
            "黄山市2023年统计公报\n黄山市统计局 国家统计局黄山调查队\n2024年4月2日\n",
            "黄山市",
            "2024-04-02",
            "黄山市统计局",
            None,
        ),
        ("# 2024年天桥区政府工作报告\n\n> 来源：天桥区人民政府\n", "天桥区", None, "天桥区人民政府", None),
        ("伊犁哈萨克自治州政府工作报告\n自治州州长 艾某·吐某\n", "伊犁哈萨克自治州", None, None, "艾某·吐某"),
        (
            "天桥区十九届人大三次会议开幕\n1月16日，会议开幕。2024年，全区将新建学校。\n（记者 张三）\n",
            "天桥区",
            "2024-01-16",
            None,
            "张三",
        ),
        (
            "政府工作报告\n2017年1月5日\n平阴县人民政府代县长 李四\n\n各位代表：\n",
            "平阴县",
            "2017-01-05",
            None,
            "李四",
        ),
        ("天桥区工作动员会召开\n2024年2月23日，全区召开动员会。\n", "天桥区", "2024-02-23", None, None),
        ("济南市鼓楼商圈建设情况\n来源：济南日报\n", "济南市", None, "济南日报", None),
    ],
)
def test_tops_of_pages(
    read: Reader, top: str, area: str, date: str | None, publisher: str | None, author: str | None
) -> None:
    metadata = read(f"{top}\n全年新建学校3所。\n").metadata
    assert (metadata.area, metadata.date, metadata.publisher, metadata.author) == (area, date, publisher, author)


def test_a_paper_of_the_city_is_no_evidence_for_a_district(read: Reader) -> None:
    assert read("上半年全区经济运行情况\n来源：济南日报\n我区增长5%，全区投资增长。\n", "r.txt").metadata.area is None


@pytest.mark.parametrize(
    ("text", "genre", "area", "planned", "reviewed"),
    [
        (
            "一季度全市经济“开门红”\n来源：温州市统计局　发布日期：2023-04-21\n",
            Genre.STATISTICS_NEWS,
            "温州市",
            None,
            2023,
        ),
        ("宜昌市1月份经济运行情况\n2024年3月2日 宜昌日报\n", Genre.STATISTICS_NEWS, "宜昌市", None, 2024),
        ("宜昌市经济运行情况\n2024年1月25日 宜昌日报\n", Genre.STATISTICS_NEWS, "宜昌市", None, 2023),
        ("丽水市召开项目推进会\n\n2025年2月6日，丽水市项目推进会召开。\n", Genre.MEETING_NEWS, "丽水市", 2025, 2024),
        ("丽水市召开项目推进会\n2025-07-18 来源：丽水市人民政府\n", Genre.MEETING_NEWS, "丽水市", None, 2025),
        ("关于吉林省2024年预算执行情况和2025年预算草案的报告（摘要）\n", Genre.BUDGET_REPORT, "吉林省", 2025, 2024),
        ("海安、如皋两市2025年发展对比\n", None, None, None, 2025),
        ("两县晒成绩\n2022-08-02\n\n肥西县：进\n\n投资增长。\n\n长丰县：稳\n\n投资增长。\n", None, None, None, 2022),
        ("上半年丽水市经济稳中有进\n2018-07-26 丽水日报 记者 金某某\n", Genre.STATISTICS_NEWS, "丽水市", None, 2018),
        ("丽水市2014年农业工作总结和2015年工作要点\n", None, "丽水市", 2015, 2014),
        ("丽水市2014年农业工作总结\n\n一、2014年主要工作\n\n二、2015年工作思路\n", None, "丽水市", 2015, 2014),
        ("丽水市2014年农业工作总结\n\n一、主要工作\n\n二、明年工作打算\n", None, "丽水市", 2015, 2014),
        ("上半年丽水市经济逆势上扬\n2020-08-05　来源：浙江丽水\n", Genre.STATISTICS_NEWS, "丽水市", None, 2020),
        (
            "上半年丽水市经济逆势上扬\n2020年8月5日 星期三 丽水日报 第A02版\n",
            Genre.STATISTICS_NEWS,
            "丽水市",
            None,
            2020,
        ),
        ("1-3季度丽水市经济运行情况解读\n2017年10月27日\n", Genre.STATISTICS_NEWS, "丽水市", None, 2017),
        ("关于丽水市2022年度预算执行的审计工作报告\n2023年8月29日\n", Genre.BUDGET_REPORT, "丽水市", 2023, 2022),
        (
            "丽水市召开经济工作会议 总结2015年工作 部署2016年任务\n2015-12-29 丽水日报\n",
            Genre.MEETING_NEWS,
            "丽水市",
            2016,
            2015,
        ),
        ("丽水市2020年20件民生实事项目\n（经市人民代表大会会议票决通过）\n", None, "丽水市", 2020, None),
        ("丽水市2020年民生实事项目完成情况\n", None, "丽水市", None, 2020),
        ("丽水市国民经济和社会发展第十三个五年规划纲要\n", None, "丽水市", 2016, 2015),
        ("关于丽水市2021年上半年预算执行情况的报告\n2021年8月5日\n", Genre.BUDGET_REPORT, "丽水市", None, 2021),
        ("关于丽水市2017年财政决算的报告\n2018年8月28日\n", Genre.BUDGET_REPORT, "丽水市", 2018, 2017),
        ("在中国共产党丽水市第四次代表大会上的报告\n（2016年12月12日）\n", Genre.WORK_REPORT, "丽水市", 2017, 2016),
        ("去年丽水市外贸破百亿元\n2022-07-26 丽水日报\n", None, "丽水市", 2022, 2021),
        ("去年丽水市经济运行情况\n2022-07-26 丽水日报\n", Genre.STATISTICS_NEWS, "丽水市", None, 2021),
        ("市委经济工作会议召开\n2020-12-29　丽水日报\n", Genre.MEETING_NEWS, "丽水市", None, 2020),
        ("政府工作报告\n（2016年12月27日 云和县人民政府县长 吴某）\n", Genre.WORK_REPORT, "云和县", 2017, 2016),
        ("一图读懂丽水市2016年国民经济和社会发展统计公报\n", Genre.STATISTICS_NEWS, "丽水市", None, 2016),
        ("丽水市国民经济和社会发展统计公报\n2014年末人口平稳。\n", Genre.BULLETIN, "丽水市", None, 2014),
        (
            "云和县人大常委会听取上半年预算执行情况报告\n会上听取了2022年上半年预算执行情况的报告。\n",
            Genre.MEETING_NEWS,
            "云和县",
            None,
            2022,
        ),
        (
            "云和县上半年预算执行情况\n2021年8月5日\n",
            Genre.BUDGET_REPORT,
            "云和县",
            None,
            2021,
        ),
    ],
)
def test_news_are_dated_by_their_day(
    read: Reader, text: str, genre: Genre | None, area: str | None, planned: int | None, reviewed: int
) -> None:
    found = read(
        text + "\n全市投资增长6%，工业稳中有进，消费逐步恢复，城乡居民收入继续增加，物价总体保持平稳，就业形势良好。\n"
    ).metadata
    assert (found.genre, found.area, found.year_planned, found.year_reviewed) == (genre, area, planned, reviewed)


@pytest.mark.parametrize(
    "signed", ["（丽水日报 2018年7月23日）", "（刊于2018年7月23日《丽水日报》A2版）", "二〇一八年七月二十三日"]
)
def test_the_day_under_a_text_dates_it(read: Reader, signed: str) -> None:
    body = (
        "丽水市上半年完成工业投资18.6亿元，增长5%，新开工一批重点项目，在建项目进展顺利，要素有力，全年任务可望完成。\n"
    )
    found = read(f"丽水市工业投资加快\n\n{body * 3}\n{signed}\n").metadata
    assert (found.date, found.year_reviewed) == ("2018-07-23", 2018)


def test_a_day_in_a_last_sentence_dates_nothing(read: Reader) -> None:
    assert read("丽水市投资增长\n\n工业投资增长5%。\n\n项目将于2018年7月23日开工。\n").metadata.date is None
