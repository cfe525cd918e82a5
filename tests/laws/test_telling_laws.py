"""Laws of telling: labels never touch, text stays text, a list reads as one."""

from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from whoholds.telling.brief.markdown import plain
from whoholds.telling.map.labels import Box, Label, place_labels
from whoholds.telling.markup import templates_in, without_controls

FRAME = Box(0, 0, 400, 300)
spots = st.builds(
    lambda number, x, y, width, importance: Label(
        owner=f"p{number}",
        text="x",
        x=x,
        y=y,
        radius=4,
        width=width,
        size=12,
        weight="regular",
        importance=importance,
    ),
    st.integers(0, 10**6),
    st.floats(0, 400),
    st.floats(0, 300),
    st.floats(5, 120),
    st.floats(0, 100),
)


@given(st.lists(spots, max_size=40, unique_by=lambda label: label.owner), st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_labels_never_touch_nor_cover_another_mark_nor_leave_the_map(wanted, at_most):
    marks = [(label.owner, Box(label.x - 4, label.y - 4, label.x + 4, label.y + 4)) for label in wanted]
    placed = place_labels(wanted, marks, FRAME, at_most)
    assert len(placed) <= at_most
    for i, label in enumerate(placed):
        assert label.box.within(FRAME)
        assert not any(label.box.meets(other.box) for other in placed[i + 1 :])
        assert not any(label.box.meets(box) for owner, box in marks if owner != label.owner)
        others = [other.box for other in placed if other is not label]
        assert not any(piece.meets(box) for piece in label.leader_boxes() for box in others)


@given(st.lists(spots, max_size=30, unique_by=lambda label: label.owner), st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_in_which_labels_are_asked_for_plays_no_part(wanted, random):
    shuffled = list(wanted)
    random.shuffle(shuffled)
    assert place_labels(wanted, [], FRAME, 40) == place_labels(shuffled, [], FRAME, 40)


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_no_text_breaks_the_markup(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp()
    (folder / "one.j2").write_text('<a b="{{ text }}">{{ text }}</a>', "utf-8")
    allowed = without_controls(text)
    element = ET.fromstring(templates_in(folder).get_template("one.j2").render(text=text))
    assert len(element) == 0
    assert (element.text or "").splitlines() == allowed.splitlines()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)


@given(st.text(max_size=200))
def test_markdown_shows_text_letter_for_letter(text):
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": True}).render(f"A: {plain(text)}")
    tags = Tags()
    tags.feed(shown)
    assert tags.found == ["p"]
    words = unescape(shown.removeprefix("<p>").rstrip().removesuffix("</p>"))
    assert words.split() == without_controls(f"A: {text}").split()
