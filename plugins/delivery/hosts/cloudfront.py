"""For Amazon CloudFront: a function for addresses, and a policy for headers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from plugins.delivery.headers import Headers
from plugins.delivery.old_addresses import OldAddress, ways_to_type

# CloudFront's quotas: a function's code. Beyond it the table belongs into a key value store.
LARGEST_FUNCTION = 10_240
_FUNCTION = """\
// Made by Practice Press: a CloudFront function for viewer requests (cloudfront-js-2.0).
const old = %(table)s

function handler(event) {
    const request = event.request
    const uri = request.uri
    if (Object.prototype.hasOwnProperty.call(old, uri)) {
        const to = old[uri]
        if (to === 0) return { statusCode: 410, statusDescription: "Gone" }
        return moved(to)
    }
    if (/\\/\\.(?!well-known\\/)/.test(uri) || /\\/(_headers|_redirects|CNAME)$/.test(uri)) {
        return { statusCode: 404, statusDescription: "Not Found" }
    }
    if (uri.endsWith("/")) request.uri = uri + "index.html"
    else if (!/\\.[^/]*$/.test(uri)) return moved(uri + "/")
    return request
}

function moved(to) {
    return {
        statusCode: 301,
        statusDescription: "Moved Permanently",
        headers: { location: { value: to } },
    }
}
"""


def function(redirects: Iterable[OldAddress]) -> str:
    """S3 knows no page of a folder and no redirect; `/about` becomes `/about/`, as elsewhere."""
    table: dict[str, str | int] = {}
    for redirect in redirects:
        for old in ways_to_type(redirect.old):
            gone = redirect.new is None
            table[quote(old, safe="/%")] = 0 if gone else redirect.location
    return _FUNCTION % {"table": json.dumps(table, indent=4)}


def headers_policy(headers: Headers) -> str:
    """The argument of `aws cloudfront create-response-headers-policy`.

    Cache-Control is not in it: it is stored with each object when the site is uploaded. One policy
    serves the whole site, so it is the search page's; each page's own stands in the page.
    """
    known = {
        "Referrer-Policy": ("ReferrerPolicy", {"ReferrerPolicy": "no-referrer"}),
        "X-Frame-Options": ("FrameOptions", {"FrameOption": "DENY"}),
        "X-Content-Type-Options": ("ContentTypeOptions", {}),
    }
    security: dict[str, Any] = {
        "ContentSecurityPolicy": {
            "Override": True,
            "ContentSecurityPolicy": headers.script_policy,
        }
    }
    items = []
    for name, value in headers.everywhere.items():
        if name in known:
            key, setting = known[name]
            security[key] = {"Override": True, **setting}
        elif name == "Strict-Transport-Security":
            seconds = int(value.partition(";")[0].removeprefix("max-age="))
            security["StrictTransportSecurity"] = {
                "Override": True,
                "AccessControlMaxAgeSec": seconds,
                "IncludeSubdomains": True,
            }
        else:
            items.append({"Header": name, "Value": value, "Override": True})
    shape = {
        "Name": "practice-press",
        "Comment": "Made by Practice Press",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(items), "Items": items},
    }
    return json.dumps(shape, indent=2) + "\n"
