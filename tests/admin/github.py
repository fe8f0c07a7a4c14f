"""A stand-in for GitHub's interface for programs, for looking at the editor: one branch of files.

It answers only what Sveltia CMS 0.221.1 asks, in the shapes of GitHub's REST and GraphQL reference;
nobody signs in, and nothing is said here of how GitHub itself would answer.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

API = "https://api.github.com"
_MOMENT = "2026-11-01T12:00:00Z"
_CORS = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}
_BLOB = re.compile(r'(\w+_\d+): object\(oid: "(\w+)"\)')
_HISTORY = re.compile(r"(\w+_\d+):\s*ref\(qualifiedName")
_COMMITTED = re.compile(r'(file_\d+): file\(path: ("(?:[^"\\]|\\.)*")\)')


class GitHub:
    """`files` by their paths, changed by `commits` as they come in; `unknown` is what was asked and
    has no answer here."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = dict(files)
        self.commits: list[dict[str, Any]] = []
        self.unknown: list[str] = []

    def answer_for(self, page: Page) -> None:
        """Answer in place of GitHub whatever a page asks there."""
        page.route(f"{API}/**", self._route)

    def _route(self, route: Route) -> None:
        asked = route.request
        if asked.method == "OPTIONS":
            return route.fulfill(status=204, headers=_CORS)
        path, sent = urlsplit(asked.url).path, asked.post_data
        found = self._answer(path, json.loads(sent) if sent else {})
        if isinstance(found, bytes):
            return route.fulfill(status=200, headers=_CORS, body=found)
        if found is None:
            self.unknown.append(f"{asked.method} {asked.url}")
        body = json.dumps(found or {})
        kind = {"content-type": "application/json"}
        return route.fulfill(status=200 if found else 404, headers=_CORS | kind, body=body)

    def _answer(self, path: str, sent: dict[str, Any]) -> dict[str, Any] | bytes | None:
        by_name = {_sha(data): data for data in self.files.values()}
        if path == "/user":
            return {"id": 1, "login": "example", "name": "A. Example", "email": "a@example.com"}
        if re.fullmatch(r"/repos/example/site/collaborators/example", path):
            return b""
        if path.startswith("/repos/example/site/git/trees/"):
            files = sorted(self.files.items())
            tree = [
                {"type": "blob", "path": name, "sha": _sha(data), "size": len(data)}
                for name, data in files
            ]
            return {"tree": tree, "truncated": False}
        if path.startswith("/repos/example/site/git/blobs/"):
            return by_name.get(path.rpartition("/")[2])
        if path != "/graphql":
            return None
        if "createCommitOnBranch" in sent["query"]:
            return {"data": {"createCommitOnBranch": {"commit": self._commit(sent)}}}
        commit: dict[str, Any] = {"oid": self._head(), "message": "", "committedDate": _MOMENT}
        commit["author"] = {"name": "A", "email": "a@example.com", "avatarUrl": "", "user": None}
        history = {"target": {"history": {"nodes": [commit]}}}
        found: dict[str, Any] = {
            alias: {"text": by_name[sha].decode("utf-8", "replace"), "isTruncated": False}
            for alias, sha in _BLOB.findall(sent["query"])
            if sha in by_name
        }
        found |= dict.fromkeys(_HISTORY.findall(sent["query"]), history)
        return {"data": {"repository": found or {"ref": history}}}

    def _commit(self, sent: dict[str, Any]) -> dict[str, Any]:
        asked = sent["variables"]["input"]
        self.commits.append(asked)
        for added in asked["fileChanges"].get("additions", ()):
            self.files[added["path"]] = base64.b64decode(added["contents"])
        for gone in asked["fileChanges"].get("deletions", ()):
            del self.files[gone["path"]]
        commit: dict[str, Any] = {"oid": self._head(), "committedDate": _MOMENT}
        for alias, name in _COMMITTED.findall(sent["query"]):
            commit[alias] = {"oid": _sha(self.files[json.loads(name)])}
        return commit

    def _head(self) -> str:
        return _sha(str(len(self.commits)).encode())


def _sha(data: bytes) -> str:
    """The name that git gives a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
