"""The Markdown copy of an article: its links and pictures lead where those of the page do."""

from __future__ import annotations

import pytest

from plugins.site import markdown_copy

HOST = "https://practice.example"


@pytest.mark.parametrize(
    ("typed", "address", "leads", "copied"),
    [
        ("![a](</images/my desk.jpg>)", "/images/my desk.jpg", "/images/my%20desk.jpg", None),
        ("![a](/images/d(1).jpg)", "/images/d(1).jpg", "/images/d%281%29.jpg", None),
        ("![a](</images/d (1).jpg>)", "/images/d (1).jpg", "/images/d%20%281%29.jpg", None),
        ('![a](/images/d[1].jpg "b")', "/images/d[1].jpg", "/images/d%5B1%5D.jpg", None),
        ("[a]: </images/my desk.jpg>", "/images/my desk.jpg", "/images/my%20desk.jpg", None),
        ("[a](/b_(c)/)", "/b_(c)/", "/b_(c)/", f"[a](<{HOST}/b_(c)/>)"),
        ("[a](<javascript:alert(1)>)", "javascript:alert(1)", "#", "[a](<#>)"),
        ("[a](nowhere.md", "nowhere.md", "/nowhere/", None),
    ],
)
def test_an_address_is_replaced_whole_whatever_its_signs(typed, address, leads, copied):
    html = f'<a href="{address}">x</a>'
    made = markdown_copy.document(HOST, typed, html, html.replace(address, leads), ())
    wanted = copied or typed.replace(f"<{address}>", address).replace(address, f"{HOST}{leads}")
    assert made == f"{wanted.replace('<#>', '#')}\n"
