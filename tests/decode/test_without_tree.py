"""The stream of elements that the parser tells gives the blocks that walking its tree gives."""

import pytest
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, ProcessingInstruction, Tag
from hypothesis import given
from hypothesis import strategies as st

from tasks.decode.charset import decode_bytes
from tasks.decode.html import html_page, looks_like_html
from tasks.decode.layout import HIDDEN, LAID_OUT, Layout, is_hidden
from tests.support.fuzz.cases import make_case
from tests.support.reading import INVENTED, PAGES, in_halves
from tests.support.render import MARKUPS, Form, render

LARGEST = 20_000
NO_TEXT = (Comment, Doctype, ProcessingInstruction)


def walk(root, layout):
    open_elements = [("", iter(root.contents))]
    while open_elements:
        name, children = open_elements[-1]
        for node in children:
            if isinstance(node, Tag) and node.name not in HIDDEN and not is_hidden(node.attrs):
                if node.name in LAID_OUT:
                    layout.enter(node.name, node.attrs)
                open_elements.append((node.name, iter(node.contents)))
                break
            if isinstance(node, NavigableString) and not isinstance(node, NO_TEXT):
                layout.add_text(node)
        else:
            if name in LAID_OUT:
                layout.leave(name)
            open_elements.pop()


def assert_same(text):
    """Where stray closing tags make the structure untrustworthy, the product drops all paths."""
    layout = Layout()
    walk(BeautifulSoup(text, "lxml"), layout)
    layout.end_block()
    found, wanted = html_page(text).blocks, tuple(layout.blocks)
    if not any(block.path for block in found):
        wanted = tuple(block._replace(path=()) for block in wanted)
    assert found == wanted


@pytest.mark.parametrize(
    "markup", [*list(MARKUPS)[:1], *(pytest.param(one, marks=pytest.mark.long) for one in list(MARKUPS)[1:])]
)
def test_every_markup(markup):
    for facts in INVENTED.values():
        for page in PAGES:
            text = decode_bytes(render(facts, *page, Form("html", markup))).text
            assert_same(text)


PIECES = (
    *"<div> </div> <p> </p> <b> </b> <table> </table> <tr> <td> </td> <li> <ol> </ol> <br> <hr>".split(),
    *"<pre> </pre> <nav> </nav> <script> </script> <form> </form> <ruby><rt> </rt></ruby> </body>".split(),
    '<div hidden="">',
    '<p style="display:none">',
    "<!-- weg -->",
    "<![CDATA[tekst]]>",
    "<?php weg ?>",
    "<!DOCTYPE html>",
    " woord ",
    "\n",
    "\u00a0",
    "&eacute;&nbsp;&lt;",
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_sequence_of_tags(body):
    text = f"<html><body>{body}"
    assert_same(text)


@in_halves("number", range(200))
def test_mutated_pages(number):
    text = decode_bytes(make_case("tree", number).content[:LARGEST]).text.replace("\0", "")
    if looks_like_html(text) and "<?xml" not in text[:100]:
        assert_same(text)
