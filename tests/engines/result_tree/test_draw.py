from xml.dom import minidom

import pytest

from tangguh.engines.result_tree import (
    Circle,
    Mark,
    Node,
    UnknownParent,
    Words,
    draw,
    outline,
    tall,
    wide,
)

WORDS = Words(
    title="Result tree of <Resilience>",
    description="Which result leads to which",
    levels={"impact": "Impact", "outcome": "Outcome", "output": "Output"},
    marks={Mark.GOOD: "On track", Mark.BEHIND: "Behind", Mark.SILENT: "Silent"},
)
TREE = (
    Node("D1", "impact", "Warga & desa tahan", note="1 of 1 on track", mark=Mark.GOOD),
    Node("S1", "outcome", "Usulan dijawab", "D1", Mark.BEHIND, "0 of 1 on track", "/policies/1/"),
    Node("S2", "outcome", "Warga rentan punya pendamping", "D1"),
    Node("K1", "output", "Forum di 20 desa " * 6, "S1", Mark.SILENT, "No number yet"),
)
BOTH = pytest.mark.parametrize("layout", [wide, tall])


def parsed(svg):
    return minidom.parseString(svg)  # noqa: S318 our own drawing


def texts(svg):
    return [each.firstChild.data for each in parsed(svg).getElementsByTagName("text")]


@BOTH
def test_every_result_is_drawn_with_its_level_in_words(layout):
    said = texts(draw(layout(TREE), WORDS, name="tree"))

    assert {"Impact D1", "Outcome S1", "Outcome S2", "Output K1"} <= set(said)
    assert {"Warga & desa tahan", "No number yet", "On track", "Behind", "Silent"} <= set(said)


@BOTH
def test_the_same_results_give_the_same_picture(layout):
    assert draw(layout(TREE), WORDS, name="t") == draw(layout(TREE), WORDS, name="t")


@BOTH
def test_no_box_lies_over_another_or_outside_the_picture(layout):
    placed = layout(TREE)

    for box in placed.boxes:
        assert box.x + box.width <= placed.width
        assert box.y + box.height <= placed.height
        for other in placed.boxes:
            apart = (
                box.y + box.height <= other.y
                or other.y + other.height <= box.y
                or box.x + box.width <= other.x
                or other.x + other.width <= box.x
            )
            assert other is box or apart


def test_the_tall_picture_is_readable_on_a_narrow_phone():
    assert tall(TREE).width + 8 <= 360
    assert max(len(line) for box in tall(TREE).boxes for line in box.lines) <= 36


def test_a_parent_stands_in_the_middle_of_its_children():
    boxes = {box.node.code: box for box in wide(TREE).boxes}

    middle = (boxes["S1"].middle + boxes["S2"].middle) // 2
    assert abs(boxes["D1"].middle - middle) <= 1


def test_a_picture_without_links_is_an_image_and_one_with_links_a_group():
    alone = draw(wide(TREE[:1]), WORDS, name="tree")
    linked = draw(wide(TREE), WORDS, name="tree")

    assert 'role="img"' in alone
    assert 'role="group"' in linked
    assert '<a href="/policies/1/">' in linked


def test_no_colour_is_needed_to_tell_levels_apart():
    svg = draw(wide(TREE), WORDS, name="tree")

    assert 'rx="16"' in svg
    assert 'stroke-dasharray="6 3"' in svg
    assert "#" not in svg.replace("var(--sheet, #fff)", "")


def test_the_outline_lists_what_leads_to_what():
    (impact,) = outline(TREE)

    assert [branch.node.code for branch in impact.children] == ["S1", "S2"]
    assert impact.children[0].children[0].node.code == "K1"


def test_a_result_that_leads_to_a_missing_one_is_refused():
    with pytest.raises(UnknownParent, match="S1 leads to D1"):
        outline(TREE[1:])


def test_results_that_lead_only_to_each_other_are_refused():
    with pytest.raises(Circle):
        outline((Node("A", "outcome", "a", "B"), Node("B", "outcome", "b", "A")))


def test_an_empty_tree_is_an_empty_picture():
    assert parsed(draw(wide(()), WORDS, name="tree"))
