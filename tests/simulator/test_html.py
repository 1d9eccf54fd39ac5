"""The HTML parser: what Telegram accepts, refuses, and in which words."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.telegram.entities import trimmed
from simulator.telegram.html import ParseError, parse
from simulator.telegram.limits import utf16
from simulator.telegram.markup import to_html


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("12345<x>", 'Unsupported start tag "x" at byte offset 5'),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" '),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<tg-time>x</tg-time>", "Invalid Unix timestamp specified"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ParseError) as refusal:
        parse(source)
    assert str(refusal.value).startswith(reason)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<strong>a</strong> <em>b</em>", "<b>a</b> <i>b</i>"),
        ("<ins>a</ins><strike>b</strike><del>c</del>", "<u>a</u><s>b</s><s>c</s>"),
        ('<span class="tg-spoiler">a</span>', "<tg-spoiler>a</tg-spoiler>"),
        ("<b>a<i>b</i></b>c", "<b>a<i>b</i></b>c"),
        (
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
        ),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ("<blockquote expandable>t</blockquote>", "<blockquote expandable>t</blockquote>"),
        (
            '<pre><code class="language-sql">x</code></pre>',
            '<pre><code class="language-sql">x</code></pre>',
        ),
        ("&lt;b&gt; &amp; &quot; &#65; &apos;", '&lt;b&gt; &amp; " A &amp;apos;'),
        ("<B>a</B >", "<b>a</b>"),
        (
            '<tg-time unix="1789000000" format="wDT">Thu</tg-time>',
            '<tg-time unix="1789000000" format="wDT">Thu</tg-time>',
        ),
        ("<b></b>x", "x"),
    ],
)
def test_html_comes_back_clean(source: str, html: str) -> None:
    assert to_html(*parse(source)) == html


def test_offsets_are_utf16_units() -> None:
    text, entities = parse("🙂 <b>🙂é</b>")
    assert text == "🙂 🙂é"
    assert entities == [{"type": "bold", "offset": 3, "length": 3}]


def test_white_space_at_the_ends_goes() -> None:
    assert trimmed(*parse("  <b>a</b> \n ")) == (
        "a",
        [{"type": "bold", "offset": 0, "length": 1}],
    )
    assert trimmed(*parse(" <b> a</b>"))[0] == " a"
    assert trimmed(*parse("<b> </b>")) == ("", [])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_is_shown_as_typed(text: str) -> None:
    """X65: markup in names and messages."""
    assert parse(escape(text, quote=False)) == (text, [])


tags = st.sampled_from(["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"])
pieces = st.recursive(
    st.text(st.sampled_from("ab🙂é <&>"), min_size=1).map(lambda t: escape(t, quote=False)),
    lambda inner: st.builds(
        lambda tag, children: f"<{tag}>{''.join(children)}</{tag}>", tags, st.lists(inner)
    ),
    max_leaves=8,
)


@given(pieces)
def test_rebuilt_html_means_the_same(source: str) -> None:
    text, entities = parse(source)
    again, same = parse(to_html(text, entities))
    assert again == text
    covered = sorted((e["type"], e["offset"], e["length"]) for e in entities)
    assert sorted((e["type"], e["offset"], e["length"]) for e in same) == covered
    assert all(e["offset"] + e["length"] <= utf16(text) for e in same)


@given(st.text(st.sampled_from("<>/ab=\"' &;#x")))
def test_the_parser_never_fails_otherwise(source: str) -> None:
    try:
        text, entities = parse(source)
    except ParseError:
        return
    parse(to_html(text, entities))
