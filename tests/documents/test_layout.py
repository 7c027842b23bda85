"""Page cuts, headings and tables."""

from collections.abc import Callable

from kg.model import Document

Reader = Callable[..., Document]


def texts(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def outline(document: Document) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in document.sections[1:]]


def test_a_paragraph_cut_by_a_page_is_joined_with_its_own_offsets(read: Reader) -> None:
    text = "某区政府工作报告\n\n全年引进项目40\n\n余个，新建应用数\n\n\n学研究院一处，占比达到\n\n4.5%。另起一句。\n"
    document = read(text)
    assert texts(document)[1:] == ["全年引进项目40余个，新建应用数学研究院一处，占比达到4.5%。", "另起一句。"]
    sentence = document.sentences[1]
    at = sentence.text.index("数学")
    assert document.quote(sentence.span(at, at + 2)) == "数\n\n\n学"


def test_a_picture_or_caption_in_the_gap_does_not_stop_a_join(read: Reader) -> None:
    text = (
        "某区加快建设活力新城\n\n记者 张三\n\n"
        "全区将做强高端服务，以商圈载\n\n图片1.png\n\n1月5日上午，会议召开。会期两天。\n\n区长作政府工作报告。\n\n"
        "体更新为重点，引进首店20家。\n"
    )
    sentences = texts(read(text))
    assert "全区将做强高端服务，以商圈载体更新为重点，引进首店20家。" in sentences
    assert "1月5日上午，会议召开。" in sentences


def test_numbered_headings_make_a_tree(read: Reader) -> None:
    text = (
        "# 某市政府工作报告\n\n## 一、2023年工作回顾\n\n### （一）经济稳中有进\n\n1. 工业回升。规上工业增长5%。\n\n"
        "**2. 投资扩大。**完成投资30亿元。\n\n#### （二）民生改善\n\n新建学校3所。\n\n## 二、2024年工作安排\n\n"
        "（一）总体要求。坚持稳中求进，实现新的发展。\n"
    )
    document = read(text, "报告.md")
    assert outline(document) == [
        (1, "一、2023年工作回顾"),
        (2, "（一）经济稳中有进"),
        (3, "1.工业回升。"),
        (3, "2.投资扩大。"),
        (2, "（二）民生改善"),
        (1, "二、2024年工作安排"),
        (2, "（一）总体要求。"),
    ]
    headings = [s.text for s in document.sentences if s.heading]
    assert headings[0] == "某市政府工作报告"
    assert "1.工业回升。" in headings and "规上工业增长5%。" not in headings
    school = next(s for s in document.sentences if "学校" in s.text)
    assert document.sections[school.section].title == "（二）民生改善"


def test_a_section_ends_where_the_next_of_its_level_begins(read: Reader) -> None:
    document = read("某县政府工作报告\n一、工作回顾\n（一）农业\n粮食增产。\n二、工作安排\n继续努力。\n")
    first, inner, second = document.sections[1:]
    assert first.span.end == inner.span.end == second.span.start
    assert document.quote(first.span).startswith("一、工作回顾")
    assert (inner.parent, second.parent) == (first.index, 0)


def test_leads_with_a_dash_are_text(read: Reader) -> None:
    document = read("某市政府工作报告\n一、工作回顾\n——综合实力更强。总量突破500亿元。\n——民生更好。新增就业3万人。\n")
    assert outline(document) == [(1, "一、工作回顾")]
    assert "总量突破500亿元。" in texts(document)


def test_unnumbered_headings_of_news_are_sections_and_their_halves_sentences(read: Reader) -> None:
    text = (
        "某区两会观察\n\n记者 李四\n\n总量稳居全市前列 今年力争增长百分之六\n\n去年全区生产总值1300亿元。\n\n"
        "办好二十件民生实事\n\n新建幼儿园6处。\n"
    )
    document = read(text)
    assert outline(document) == [(1, "总量稳居全市前列 今年力争增长百分之六"), (1, "办好二十件民生实事")]
    assert [s.text for s in document.sentences if s.section == 1 and s.heading] == [
        "总量稳居全市前列",
        "今年力争增长百分之六",
    ]


def test_a_review_without_a_number_stands_above_numbered_headings(read: Reader) -> None:
    document = read(
        "各位代表：\n现在，我代表市人民政府报告工作，请予审议。\n2013年工作回顾\n一、农业增产\n粮食丰收。\n"
    )
    assert outline(document) == [(1, "2013年工作回顾"), (2, "一、农业增产")]


def test_an_annex_holds_its_title(read: Reader) -> None:
    document = read("某市政府工作报告\n一、工作安排\n抓好落实。\n附件1\n2024年十件民生实事\n一、新建学校\n共12所。\n")
    assert outline(document)[1:] == [(1, "附件1"), (2, "2024年十件民生实事"), (3, "一、新建学校")]


def test_a_heading_whose_number_stands_alone_is_whole(read: Reader) -> None:
    document = read("某市政府工作报告\n（\n三）改革持续深化。\n完成改革20项。\n")
    assert outline(document) == [(1, "（三）改革持续深化。")]


def test_numbers_that_begin_text_are_no_headings(read: Reader) -> None:
    document = read("某市政府工作报告\n一、二季度平稳增长，全年任务完成。\n2024年新建学校3所。\n1.5万人实现就业。\n")
    assert outline(document) == []


def test_cells_of_a_table_are_sentences_of_their_own(read: Reader) -> None:
    document = read(
        "某区项目计划表\n\n序号\t项目\t用地\n1\t东片区更新\t居住\n\n| 指标 | 数 |\n|---|---|\n| 学校 | 3 |\n", "表.md"
    )
    assert texts(document)[1:] == ["序号", "项目", "用地", "1", "东片区更新", "居住", "指标", "数", "学校", "3"]


def test_lines_broken_at_a_fixed_width_are_one_paragraph(read: Reader) -> None:
    sentence = "全区坚持稳中求进工作总基调，扎实推进项目建设，完成固定资产投资三百亿元，同比增长百分之五，"
    body = sentence * 12 + "全年任务圆满完成。"
    wrapped = "\n".join(body[i : i + 24] for i in range(0, len(body), 24))
    document = read(f"某区政府工作报告\n{wrapped}\n")
    assert texts(document)[1:] == [body]
    assert outline(document) == []


def test_numbers_on_lines_of_their_own_stay_apart(read: Reader) -> None:
    document = read("某区主要指标情况\n指标名称\n数值\n生产总值\n1327.8\n6\n固定资产投资\n12\n3\n个体工商户\n")
    lines = ["指标名称", "数值", "生产总值", "1327.8", "6", "固定资产投资", "12", "3", "个体工商户"]
    assert texts(document)[1:] == lines


def test_a_title_over_two_lines_is_one(read: Reader) -> None:
    title = "关于历城区2023年国民经济和社会发展计划执行情况\n与2024年计划草案的报告"
    document = read(f"{title}\n一、执行情况\n增长6%。\n")
    assert document.metadata.title == title.replace("\n", "")
    assert (document.metadata.year_reviewed, document.metadata.year_planned) == (2023, 2024)
    assert outline(document) == [(1, "一、执行情况")]


def test_the_title_repeated_and_a_subtitle_are_no_sections(read: Reader) -> None:
    document = read("2026年某省政府工作报告\n政府工作报告\n一、工作回顾\n增长5%。\n")
    assert outline(document) == [(1, "一、工作回顾")]
    news = read("某区加快建设活力新城\n奋力开创全区发展新局面\n办好民生实事\n新建学校3所。\n", "n.txt")
    assert outline(news) == [(1, "办好民生实事")]


def test_front_matter_rules_and_items_of_markdown_are_no_headings(read: Reader) -> None:
    body = "## 一、工作回顾\n- **经济**：增长5%\n- 新建学校3所\n\n***\n\n> 引用一句话。\n"
    text = f"---\nlayout: page\n---\n# 某区政府工作报告\n\n{body}"
    document = read(text, "报告.md")
    assert outline(document) == [(1, "一、工作回顾")]
    assert texts(document)[2:] == ["经济：增长5%", "新建学校3所", "引用一句话。"]
    assert [f.kind for f in document.furniture] == ["front-matter", "rule"]
