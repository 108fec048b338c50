"""Text from data shows as text, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkmap.publish import templates
from nkmap.publish.templates import fragments
from nkmap.render.svg import text


def test_markup_becomes_text():
    assert text('<script>alert("1")</script>') == (
        "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
    )


def test_marks_that_turn_the_direction_of_text_are_removed():
    assert text("37\u202e000") == "37000"


def test_markdown_is_literal_and_stays_on_one_line():
    assert templates.markdown("**37**\n[x](y) $a$ :material/home:") == (
        r"\*\*37\*\* \[x\]\(y\) \$a\$ \:material/home\:"
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//x.org", "https:"]
)
def test_addresses_other_than_http_are_not_links(address):
    assert fragments.link(address, "<b>") == "&lt;b&gt;"


def test_a_link_opens_outside_the_app():
    assert fragments.link('https://x.org/?a="b"', "x") == (
        '<a href="https://x.org/?a=&quot;b&quot;" target="_blank" rel="noopener noreferrer">x</a>'
    )


@given(st.text())
def test_no_text_keeps_a_bracket(value):
    assert "<" not in text(value)
