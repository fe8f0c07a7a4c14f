"""Keep templates as Jinja has compiled them, which takes longer than all else in a small build.

Jinja's documentation, "API", Bytecode Cache. The key of an entry is the template's name and its
source, the environment's settings, and all installed libraries; an entry that was kept by another
Python or Jinja is refused by Jinja itself.
"""

from __future__ import annotations

from types import CodeType
from typing import ClassVar

from jinja2.bccache import Bucket, BytecodeCache

from plugins.core import digest
from plugins.core.cache import Store


class TemplateCache(BytecodeCache):
    """Compiled templates: of this process, else of an earlier one from `store`."""

    _of_process: ClassVar[dict[str, CodeType]] = {}

    def __init__(self, store: Store, environment: object) -> None:
        """Take the settings of Jinja's environment as anything with a `repr`."""
        self._store = store
        self._state = digest.of(digest.libraries(), repr(environment))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, if it is kept."""
        key = self._key(bucket)
        if key not in self._of_process:
            if data := self._store.find(key):
                bucket.bytecode_from_string(data)
            if bucket.code:
                self._of_process[key] = bucket.code
        bucket.code = self._of_process.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code."""
        key = self._key(bucket)
        assert bucket.code
        self._of_process[key] = bucket.code
        self._store.put(key, bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return digest.of(bucket.key, bucket.checksum, self._state)
