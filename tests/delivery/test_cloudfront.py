"""What CloudFront would do, asked of its function in Node, and its policy of headers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from plugins.delivery.hosts.cloudfront import LARGEST_FUNCTION
from tests.delivery.conftest import hosting_of
from tests.trial_site import Built

CASES = {
    "/": "/index.html",
    "/articles/rest/": "/articles/rest/index.html",
    "/articles/rest": "301 /articles/rest/",
    "/feed.xml": "/feed.xml",
    "/blog/rest": "301 /articles/rest/",
    "/old%20words": "301 /",
    "/elsewhere/": "301 https://other.example/a?b=c%20d",
    "/shop/": "410",
    "/.htaccess": "404",
    "/_headers": "404",
    "/.well-known/security.txt": "/.well-known/security.txt",
    "/constructor": "301 /constructor/",
}
ASK = """
const said = {}
for (const uri of %s) {
    const answer = handler({ request: { uri, headers: {}, querystring: {} } })
    const to = answer.headers.location ? " " + answer.headers.location.value : ""
    said[uri] = answer.statusCode ? answer.statusCode + to : answer.uri
}
console.log(JSON.stringify(said))
"""


def test_the_function_finds_pages_and_old_addresses(delivered: Built) -> None:
    node = shutil.which("node")
    if not node:
        missing = "Node is not installed. On Debian: apt-get install nodejs"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    function = (hosting_of(delivered) / "cloudfront-function.js").read_text("utf-8")
    assert len(function.encode()) < LARGEST_FUNCTION
    asked = ASK.replace("answer.headers.location ?", "answer.headers?.location ?")
    done = subprocess.run(
        [node, "-e", function + asked % json.dumps(list(CASES))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == CASES


def test_the_policy_of_headers_is_the_same_table(delivered: Built) -> None:
    policy = json.loads((hosting_of(delivered) / "cloudfront-headers.json").read_text("utf-8"))
    (line,) = [x for x in delivered.text("_headers").splitlines() if "Content-Security" in x]
    assert policy == {
        "Name": "practice-press",
        "Comment": "Made by Practice Press",
        "SecurityHeadersConfig": {
            "ContentSecurityPolicy": {
                "Override": True,
                "ContentSecurityPolicy": line.partition(": ")[2],
            },
            "ContentTypeOptions": {"Override": True},
            "ReferrerPolicy": {"Override": True, "ReferrerPolicy": "no-referrer"},
            "FrameOptions": {"Override": True, "FrameOption": "DENY"},
            "StrictTransportSecurity": {
                "Override": True,
                "AccessControlMaxAgeSec": 31536000,
                "IncludeSubdomains": True,
            },
        },
        "CustomHeadersConfig": {
            "Quantity": 2,
            "Items": [
                {
                    "Header": "Permissions-Policy",
                    "Value": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
                    "gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
                    "Override": True,
                },
                {"Header": "Cross-Origin-Opener-Policy", "Value": "same-origin", "Override": True},
            ],
        },
    }
