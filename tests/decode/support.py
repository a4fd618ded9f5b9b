"""What the tests of decoding share: what a page shows, and pages within <pre>."""

import html

from tasks.decode import decode_page


def blocks(content):
    return decode_page(content.encode() if isinstance(content, str) else content).blocks


def texts(content):
    return [block.text for block in blocks(content)]


def in_pre(text, newline="\n", tag="pre"):
    escaped = html.escape(text, quote=False).replace("\n", newline)
    return f"<html><head><title>x</title></head><body><{tag}>{escaped}</{tag}></body></html>"
