"""What a page would load from another host is found."""

from __future__ import annotations

import pytest

from syntax_notes.site.remote_files import is_remote, remote_addresses


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ('<img src="https://a.example/b.png">', ["https://a.example/b.png"]),
        ("<IMG SRC=//a.example/b.png>", ["//a.example/b.png"]),
        (
            '<img srcset="a.png 1x, https://a.example/b.png 2x">',
            ["https://a.example/b.png"],
        ),
        ('<script src="http://a.example/b.js"></script>', ["http://a.example/b.js"]),
        ('<link rel="stylesheet" href="//a.example/b.css">', ["//a.example/b.css"]),
        ('<video poster="https://a.example/b.png">', ["https://a.example/b.png"]),
        ('<object data="https://a.example/b.svg">', ["https://a.example/b.svg"]),
        ('<svg><use xlink:href="//a.example/b.svg#c"/></svg>', ["//a.example/b.svg#c"]),
        ('<a href="https://a.example/">a link</a>', []),
        ('<img src="_images/b.png"><img src="/b.png"><img src>', []),
        ('<img src="data:image/png;base64,AA//BB//">', []),
        ('<div id="sg-tag-list" data="">', []),
    ],
)
def test_what_a_piece_of_html_loads(html: str, addresses: list[str]) -> None:
    assert remote_addresses(html) == addresses


@pytest.mark.parametrize(
    ("address", "remote"),
    [
        ("https://a.example/b.png", True),
        ("//a.example/b.png", True),
        ("/_static/logo.svg", False),
        ("plot.png", False),
        ("data:image/png;base64,AA//BB", False),
    ],
)
def test_an_address_of_another_host(address: str, remote: bool) -> None:
    assert is_remote(address) == remote
