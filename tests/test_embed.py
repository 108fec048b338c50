"""The code that shows a view in somebody else's page: whole, and no way out of its attributes."""

from html.parser import HTMLParser

import pytest
from hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st

from nkmap.addresses import is_web
from nkmap.app.share_dialog import embedded, iframe


class Tags(HTMLParser):
    """Every tag of a piece of HTML, as a browser would read it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_the_code_is_one_frame_with_the_link_the_words_and_no_border():
    assert iframe("https://a.example/timeline?kind=departed&from=2024-12", "4 of 138 claims") == (
        '<iframe src="https://a.example/timeline?kind=departed&amp;from=2024-12&amp;embed=true" '
        'title="4 of 138 claims" width="100%" height="720" loading="lazy" style="border:0">'
        "</iframe>"
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/", "https://a.example/?embed=true"),
        ("https://a.example/data?q=x", "https://a.example/data?q=x&embed=true"),
        ("https://a.example/data?", "https://a.example/data?embed=true"),
        ("https://a.example/?embed=true&q=x", "https://a.example/?q=x&embed=true"),
        ("https://a.example/?q=x#part", "https://a.example/?q=x&embed=true"),
        ("https://a.example/?q=%EC%9D%B4%26", "https://a.example/?q=%EC%9D%B4%26&embed=true"),
    ],
)
def test_a_link_is_embedded_once_and_keeps_its_view(link, expected):
    assert embedded(link) == expected
    assert embedded(expected) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "?kind=departed",
        "/timeline",
        "javascript:alert(1)",
        "data:text/html,x",
        "//a.example/",
        "https:///x",
        "https://[broken/",
    ],
)
def test_a_link_that_is_no_address_of_the_web_is_refused(link):
    assert not is_web(link)
    with pytest.raises(ValueError, match="is no address of the web"):
        iframe(link, "x")


@given(
    st.sampled_from(TEXTS) | st.text(),
    st.sampled_from(TEXTS) | st.text(st.characters(exclude_characters="#")),
)
def test_no_text_leaves_its_attribute(query, title):
    link = f"https://a.example/data?q={query}"
    if not link.isprintable() or " " in link:
        with pytest.raises(ValueError, match="is no address of the web"):
            iframe(link, title)
        return
    tags = Tags(iframe(link, title))
    ((tag, attributes),) = tags.found
    assert tag == "iframe"
    assert list(attributes) == ["src", "title", "width", "height", "loading", "style"]
    assert tags.text == ""
    assert attributes["src"].startswith("https://a.example/data?")
    assert attributes["src"].endswith("embed=true")
