"""Keep finished pages: one is rendered again only if something changed that its template reads.

Nobody declares what that is. Which names of the shared context a template can read, with all that
it includes, extends and imports, is found in its syntax tree (Jinja's documentation, "API", The
Meta API); what a page is given of its own is one frozen record. The key of a page is the digest of
these templates, of the values of these names, of all plugins and libraries, and of the
environment's settings. A template that names another one only while it is rendered, and a value
that cannot be written down, make a page that is never kept.
"""

from __future__ import annotations

import io
import json
import pickle
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ParamSpec

from jinja2 import Environment, meta

from plugins.core import digest
from plugins.core.cache import Store

P = ParamSpec("P")
_READS = "what templates read"


class PageCache:
    """The finished pages of one build, in `store`, each under its place in the site.

    `shared` is the context of all templates, which nobody changes while pages are written.
    """

    def __init__(self, store: Store, environment: Environment, shared: Mapping[str, Any]) -> None:
        self._store, self._environment, self._shared = store, environment, shared
        form = {name: repr(value) for name, value in _form(environment).items()}
        self._state = digest.of(digest.plugins(), digest.libraries(), json.dumps(form))
        self._digests: dict[str, str | None] = {}
        self._closures: dict[str, tuple[str, frozenset[str]] | None] = {}
        self._reads: dict[str, tuple[list[str], list[str] | None]] = {}
        with suppress(ValueError):
            self._reads = json.loads(self._store.find(_READS) or b"{}")
        self._known = len(self._reads)

    def page(
        self, name: str, template: str, own: Mapping[str, Any], make: Callable[[], str]
    ) -> str:
        """Return the page at `name`: as it is kept, or what `make` gives, which then is.

        `own` is what the template is given beside the shared context, and instead of it.
        """
        return self._kept(name, self._given(template, own), make)

    def made(self, name: str, function: Callable[P, str], *args: P.args, **named: P.kwargs) -> str:
        """Return what a plugin's `function` makes of plain values: as it is kept, or anew."""
        given = _written((function.__module__, function.__qualname__, args, named))
        return self._kept(name, given, lambda: function(*args, **named))

    def _kept(self, name: str, given: str | None, make: Callable[[], str]) -> str:
        """Return what is kept under a name if it was made of what is `given`, else make it."""
        if given is None:
            return make()
        key = bytes.fromhex(digest.of(self._state, given))
        kept = self._store.find(name)
        if kept and kept.startswith(key):
            return kept[len(key) :].decode()
        text = make()
        self._store.put(name, key + text.encode())
        return text

    def close(self) -> None:
        """Keep what was found out of templates, and drop what no build has used for long."""
        if len(self._reads) != self._known:
            self._store.put(_READS, json.dumps(self._reads).encode())
        self._store.prune()

    def _given(self, template: str, own: Mapping[str, Any]) -> str | None:
        """Return the digest of what a page is made from, None if that cannot be told."""
        if template not in self._closures:
            self._closures[template] = self._closure(template)
        closure = self._closures[template]
        if closure is None:
            return None
        sources, names = closure
        parts = [sources]
        for name in sorted(names):
            if name in own:
                value = _written(own[name])
            elif name in self._shared:
                if name not in self._digests:
                    self._digests[name] = _written(self._shared[name])
                value = self._digests[name]
            else:
                continue
            if value is None:
                return None
            parts += [name, value]
        return digest.of(*parts)

    def _closure(self, template: str) -> tuple[str, frozenset[str]] | None:
        """Return the digest of a template and of all that it takes in, and the names they read."""
        sources: dict[str, str] = {}
        read: set[str] = set()
        left = [template]
        while left:
            name = left.pop()
            if name in sources or not self._environment.loader:
                continue
            source, *_ = self._environment.loader.get_source(self._environment, name)
            sources[name] = form = digest.of(source)
            if form not in self._reads:
                tree = self._environment.parse(source)
                others = [*meta.find_referenced_templates(tree)]
                named = [other for other in others if other is not None]
                reads = sorted(meta.find_undeclared_variables(tree))
                self._reads[form] = reads, named if named == others else None
            names, taken_in = self._reads[form]
            if taken_in is None:
                return None
            read |= {*names}
            left += taken_in
        return digest.of(*(part for one in sorted(sources.items()) for part in one)), frozenset(
            read
        )


def _form(environment: Environment) -> dict[str, Any]:
    """Return the settings of an environment on which what a template gives depends."""
    names = ("autoescape", "trim_blocks", "lstrip_blocks", "newline_sequence", "undefined")
    signs = ("block_start_string", "variable_start_string", "comment_start_string")
    found = {name: getattr(environment, name) for name in (*names, *signs)}
    return found | {"extensions": sorted(environment.extensions)}


def _written(value: object) -> str | None:
    """Return the digest of a value, equal for equal values; None if it cannot be written down."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.fast = True  # no references to what stands twice, which need not be the same object
    try:
        pickler.dump(value)
    except Exception:  # a function, something of Pelican's, or without end
        return None
    return digest.of(written.getvalue())
