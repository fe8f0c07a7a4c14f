"""Drawings in SVG: what is let through, what is left out, and what is refused by name."""

from __future__ import annotations

import base64
import gzip
import io
import re

import pytest
from PIL import Image

from plugins.images import PictureError, svg
from plugins.images.inline_svg import inline
from tests.images.test_photographs import SECRET, telling_exif

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str = "", more: str = 'viewBox="0 0 40 20"') -> bytes:
    return f"<svg {NS} {more}>{inside}</svg>".encode()


def cleaned(inside: str) -> str:
    """What is left of what stands in a drawing."""
    whole = svg.clean(drawing(inside)).text
    found = re.fullmatch(
        r'<svg viewBox="0 0 40 20" xmlns="http://www.w3.org/2000/svg"(?: />|>(.*)</svg>)\n',
        whole,
        re.DOTALL,
    )
    assert found, whole
    return found[1] or ""


def refused(data: bytes) -> str:
    with pytest.raises(PictureError) as reason:
        svg.clean(data)
    return reason.value.what


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h10" fill="#123456" />',
        '<g transform="scale(2)"><circle r="3" /></g>',
        '<linearGradient id="a"><stop offset="0" /></linearGradient><rect fill="url(#a)" />',
        '<use href="#a" />',
        "<style>.a { fill: url( '#a' ); transition: none }</style>",
        "<style>@media (prefers-color-scheme: dark) { path { fill: white } }</style>",
        '<title>Parts</title><desc>Three of them.</desc><text x="1">A <tspan>b</tspan> c</text>',
        '<text aria-label="src(of) url(http://a)">on top</text>',
        '<clipPath id="c"><path d="" /></clipPath><path clip-path="url(#c)" />',
    ],
)
def test_a_clean_drawing_stays_as_it_was_drawn(inside):
    assert cleaned(inside) == inside


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<!-- by Jane --><path/>", "<path />"),
        ("<metadata><x:who xmlns:x='x:'>Jane</x:who></metadata><path/>", "<path />"),
        ("<i:pgf xmlns:i='http://ns.adobe.com/x'>Jane</i:pgf><path/>", "<path />"),
        ("<path xmlns:i='i:' i:export-filename='/home/jane/a.png'/>", "<path />"),
        ("<path data-name='/home/jane'/>", "<path />"),
        ("<g xml:base='https://evil.example/'><path/></g>", "<g><path /></g>"),
        ("<use xlink:href='#a'/>", '<use href="#a" />'),
        ("<g>\n  <path/>\n  <path/>\n</g>", "<g><path /><path /></g>"),
        ("<text>a <tspan>b</tspan> c</text>", "<text>a <tspan>b</tspan> c</text>"),
        ("<?xml-stylesheet href='https://evil.example/x.css'?><path/>", "<path />"),
        ("<text>a &lt; b &amp; c</text>", "<text>a &lt; b &amp; c</text>"),
    ],
)
def test_what_only_the_drawing_program_needs_is_left_out(inside, left):
    assert cleaned(inside) == left


ELSEWHERE = "loads something from elsewhere"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>alert(1)</script>", "holds a script, which has no place in a picture"),
        ("<script href='x.js'/>", "holds a script, which has no place in a picture"),
        ("<SCRIPT/>", "holds a script, which has no place in a picture"),
        ("<g><g><script/></g></g>", "holds a script, which has no place in a picture"),
        ("<metadata><script/></metadata>", "holds a script, which has no place in a picture"),
        ("<foreignObject/>", "holds <foreignObject>, which has no place in a picture"),
        ("<a href='/x'><path/></a>", "holds <a>, which has no place in a picture"),
        ("<handler/>", "holds <handler>, which has no place in a picture"),
        (
            "<g><h:iframe xmlns:h='http://www.w3.org/1999/xhtml'/></g>",
            "holds a piece of a web page (<iframe>)",
        ),
        ("<path onclick='x'/>", "runs something by itself (onclick=)"),
        ("<path ONLOAD='x'/>", "runs something by itself (ONLOAD=)"),
        ("<use href='https://evil.example/x#a'/>", f"{ELSEWHERE} (https://evil.example/x#a)"),
        ("<use xlink:href='other.svg#a'/>", f"{ELSEWHERE} (other.svg#a)"),
        ("<image href='//evil.example/x.png'/>", f"{ELSEWHERE} (//evil.example/x.png)"),
        ("<image href=' javascript:x'/>", f"{ELSEWHERE} (javascript:x)"),
        ("<image href='data:text/html,x'/>", f"{ELSEWHERE} (data:text/html,x)"),
        ("<image href='data:image/svg+xml,x'/>", f"{ELSEWHERE} (data:image/svg+xml,x)"),
        ("<feImage href='/x.png'/>", f"{ELSEWHERE} (/x.png)"),
        ("<path fill='url(//evil.example/#a)'/>", f"{ELSEWHERE} (url(//evil.example/#a))"),
        ("<path style='fill:URL( \"x\" )'/>", f'{ELSEWHERE} (URL( "x" ))'),
        ("<path cursor='url(x.cur)'/>", f"{ELSEWHERE} (url(x.cur))"),
        ("<style>@import 'x.css';</style>", f"{ELSEWHERE} (@import)"),
        # What children hold is no style, and what stands around them is one text.
        ("<style><desc>x</desc>@import 'x.css';</style>", f"{ELSEWHERE} (@import)"),
        ("<style>@im<desc>x</desc>port 'x.css';</style>", f"{ELSEWHERE} (@import)"),
        ("<style><desc>@import 'x.css';</desc></style>", f"{ELSEWHERE} (@import)"),
        ("<style>a{fill:u<g/>rl(x)}</style>", f"{ELSEWHERE} (url(x)}})"),
        ("<style>@font-face{}</style>", f"{ELSEWHERE} (@font-face)"),
        ("<style>a{b:image-set('x' 1x)}</style>", f"{ELSEWHERE} (image-set()"),
        ("<style>a{fill:\\75rl(x)}</style>", "has a backslash in its styles"),
        ("<animate attributeName='x'/>", "moves, and nobody who reads could make it stop"),
        ("<path><set attributeName='x'/></path>", "moves, and nobody who reads could make it stop"),
        ("<style>@keyframes x{}</style>", "moves, and nobody who reads could make it stop"),
        ("<g style='animation:x 1s'/>", "moves, and nobody who reads could make it stop"),
        ("<g style='-webkit-animation-name:x'/>", "moves, and nobody who reads could make it stop"),
    ],
)  # fmt: skip
def test_a_hostile_drawing_is_refused_and_the_reason_named(inside, what):
    assert refused(drawing(inside)) == what


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "declares entities, which could read other files",
        ),
        (
            (
                b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>'
                b'<svg xmlns="http://www.w3.org/2000/svg"/>'
            ),
            "runs something by itself (onload=)",
        ),
        (gzip.compress(drawing()), "is packed"),
        (b"<svg ", "cannot be read: its file is damaged, or is no SVG"),
        (b"\xff\xfe<\0s\0", "cannot be read: its file is damaged, or is no SVG"),
        (drawing().decode().encode("utf-16"), "cannot be read: its file is damaged, or is no SVG"),
        (b"<svg viewBox='0 0 1 1'/>", "is not a drawing in SVG"),
        (b"<html/>", "is not a drawing in SVG"),
        (drawing("", ""), "does not say how large it is"),
        (drawing("", 'width="100%" height="100%"'), "does not say how large it is"),
        (drawing("", 'viewBox="0 0 0 0"'), "does not say how large it is"),
        (drawing("", 'width="1e9" height="1"'), "does not say how large it is"),
        (drawing("x" * 5_000_000), "has more than 5 megabytes"),
    ],
)
def test_a_file_that_is_no_plain_drawing_is_refused(data, what):
    assert refused(data) == what


def test_a_document_type_alone_is_no_harm():
    """Drawing programs have written it for twenty years; nothing is loaded for it."""
    kind = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    )
    assert svg.clean(kind + drawing("<path/>")).text == svg.clean(drawing("<path/>")).text


def test_a_drawing_of_endless_depth_is_refused_and_breaks_nothing():
    assert refused(drawing("<g>" * 20_000 + "</g>" * 20_000)) == "is nested too deeply"


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ('viewBox="0 0 40 20"', (40, 20)),
        ('viewBox="-5,-5,40.4,20.6"', (40, 21)),
        ('width="400" height="200" viewBox="0 0 40 20"', (400, 200)),
        ('width="400" viewBox="0 0 40 20"', (400, 200)),
        ('height="10px" viewBox="0 0 40 20"', (20, 10)),
        ('width="100%" height="100%" viewBox="0 0 40 20"', (40, 20)),
        ('width="1in" height="25.4mm"', (96, 96)),
    ],
)
def test_the_size_is_the_one_at_which_it_was_drawn(more, size):
    found = svg.clean(drawing("", more))
    assert (found.width, found.height) == size


def test_a_photograph_inside_a_drawing_loses_what_was_written_in_it():
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG", exif=telling_exif(6))
    carried = base64.b64encode(out.getvalue()).decode()
    text = cleaned(f"<image href='data:image/jpeg;base64,{carried}'/>")
    data = base64.b64decode(text.split("base64,")[1].split('"')[0])
    assert SECRET not in data
    assert Image.open(io.BytesIO(data)).size == (256, 256)
    broken = drawing("<image href='data:image/png;base64,AAAA'/>")
    assert refused(broken) == "cannot be read: its file is damaged, or was not copied whole"


# --- As a part of the page ---------------------------------------------------------------------


def test_a_drawing_in_the_page_has_ids_and_references_of_its_own():
    text = svg.clean(
        drawing(
            "<title id='t'>A <!-- --> title</title><desc>D &amp; d</desc>"
            "<linearGradient id='a'/><path fill='url(#a)' style='stroke:url(\"#a\") !important'/>"
            "<use href='#a'/><text aria-labelledby='t x' class='part-a'>a</text>",
            "viewBox='0 0 4 2' aria-labelledby='t' aria-hidden='true' role='presentation'",
        )
    ).text
    assert inline(text, {"role": "img", "aria-label": 'A "b"'}, 3) == (
        '<svg viewBox="0 0 4 2" role="img" aria-label="A &quot;b&quot;">'
        '<title id="drawing-3-t">A title</title><desc>D &amp; d</desc>'
        '<linearGradient id="drawing-3-a" />'
        '<path fill="url(#drawing-3-a)" stroke="url(#drawing-3-a)" />'
        '<use href="#drawing-3-a" />'
        '<text aria-labelledby="drawing-3-t drawing-3-x" class="part-a">a</text></svg>'
    )


def test_a_drawing_that_the_page_names_needs_no_title_and_no_id_for_it():
    text = svg.clean(
        drawing(
            "<title id='t'>A title</title><desc id='d'>What is in it</desc><path d=''/>",
            "viewBox='0 0 4 2' aria-labelledby='t d'",
        )
    ).text
    said = '<svg viewBox="0 0 4 2" aria-label="B"><desc>What is in it</desc><path d="" /></svg>'
    assert inline(text, {"aria-label": "B"}, 1) == said


@pytest.mark.parametrize("inside", ["<style>path { fill: red }</style>", f"<svg {NS}/>"])
def test_a_drawing_with_a_style_sheet_cannot_be_a_part_of_the_page(inside):
    with pytest.raises(PictureError, match="would reach the rest of the page"):
        inline(svg.clean(drawing(inside)).text, {}, 1)


def test_nothing_in_a_title_is_read_as_html():
    text = svg.clean(drawing("<desc>a<text>&lt;b&gt;</text></desc>")).text
    assert "<desc>a&lt;b&gt;</desc>" in inline(text, {}, 1)
