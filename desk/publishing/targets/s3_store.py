"""An S3-compatible store, one bucket: its objects read, put, copied; its refusals in words."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from desk.publishing.target import Busy, Trouble

_AT_ONCE = 8
# A lock says until when it holds, and is renewed while its program lives; so the lock of a program
# that was killed is nobody's after a while.
_HOLDS = 60.0
_RENEWED = 15.0
_TRIES = 4
_TAKEN = ("PreconditionFailed", "412", "ConditionalRequestConflict", "409")
_T = TypeVar("_T")


def client(endpoint: str, region: str) -> Any:
    """boto3's client, with credentials from its own chain (environment, ~/.aws, the machine's
    role) and nowhere else. Raises `Trouble` if the library is not installed."""
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise Trouble(
            "Publishing to S3 needs a library more, which `python3 start.py publish` installs."
        ) from error
    retries = {"max_attempts": 6, "mode": "standard"}
    settings = Config(
        retries=retries, connect_timeout=10, read_timeout=30, max_pool_connections=_AT_ONCE
    )
    return boto3.client(
        "s3", endpoint_url=endpoint or None, region_name=region or None, config=settings
    )


@contextmanager
def in_words(where: str) -> Iterator[None]:
    """What the library raises, as `Trouble` with a remedy."""
    from boto3.exceptions import Boto3Error
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        remedy = _REMEDIES.get(code, "The live site is whole; publish again.")
        raise Trouble(f"The store refused at {where} ({code}). {remedy}") from error
    except (BotoCoreError, Boto3Error) as error:
        kind = type(error).__name__
        remedy = _REMEDIES.get(kind, "The live site is whole; publish again.")
        raise Trouble(f"It did not work at {where} ({kind}). {remedy}") from error


_REMEDIES = {
    "NoSuchBucket": "There is no such bucket: look at “bucket” in publish.yaml.",
    "AccessDenied": "The key may not do this: it needs to list, read, write and delete there.",
    "InvalidAccessKeyId": "The store does not know the key.",
    "SignatureDoesNotMatch": "The secret does not belong to the key.",
    "NoCredentialsError": "There is no key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    "EndpointConnectionError": "Nothing answers there: look at “endpoint” and at your line.",
    "NoRegionError": "Write “region” in publish.yaml.",
}


@dataclass(frozen=True)
class Store:
    """The objects of a bucket below `prefix`, which is "" or ends in a slash."""

    s3: Any
    bucket: str
    prefix: str = ""

    def get(self, key: str) -> bytes | None:
        """The bytes of an object, None if there is none.

        The library tries again when a request fails, but not when its answer breaks off midway.
        """
        from botocore.exceptions import HTTPClientError, IncompleteReadError

        for once_more in range(_TRIES):
            try:
                answer = self.s3.get_object(Bucket=self.bucket, Key=self.prefix + key)
                data: bytes = answer["Body"].read()
                return data
            except self.s3.exceptions.NoSuchKey:
                return None
            except (HTTPClientError, IncompleteReadError):
                if once_more == _TRIES - 1:
                    raise
                time.sleep(0.4 * 2**once_more)
        return None

    def put(self, key: str, data: bytes, **more: str) -> None:
        self.s3.put_object(Bucket=self.bucket, Key=self.prefix + key, Body=data, **more)

    def copy(self, source: str, key: str, **more: str) -> None:
        """Within the store: nothing goes over the line. `more` are the copy's own headers."""
        self.s3.copy_object(
            Bucket=self.bucket,
            Key=self.prefix + key,
            CopySource={"Bucket": self.bucket, "Key": self.prefix + source},
            MetadataDirective="REPLACE",
            **more,
        )

    def delete(self, keys: Collection[str]) -> None:
        """Takes objects away, a thousand in a request, which is the most that S3 allows."""
        names = [{"Key": self.prefix + key} for key in keys]
        for start in range(0, len(names), 1000):
            self.s3.delete_objects(
                Bucket=self.bucket, Delete={"Objects": names[start : start + 1000], "Quiet": True}
            )

    def list(self, below: str = "") -> Iterator[str]:
        """The keys that begin with `below`, sorted by their bytes."""
        pages = self.s3.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self.bucket, Prefix=self.prefix + below):
            for found in page.get("Contents", ()):
                yield found["Key"].removeprefix(self.prefix)

    @contextmanager
    def locked(self, key: str) -> Iterator[None]:
        """Holds a lock that the store keeps as an object. Raises `Busy` if somebody else does.

        It is made by a conditional write (S3's documentation, "Conditional writes"): only one of
        two that try at once succeeds.
        """
        who = f"{_computer()}:{os.getpid()}:{secrets.token_hex(8)}"
        self._take(key, who)
        done = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(key, who, done), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            done.set()
            renewing.join()
            # On a line that is gone it stays, and is nobody's once this program has ended.
            with suppress(Exception):
                self.delete([key])

    def _take(self, key: str, who: str) -> None:
        condition = {"IfNoneMatch": "*"}
        for _ in range(2):
            try:
                self.put(key, _until(who), **condition)
                return
            except self.s3.exceptions.ClientError as error:
                if error.response["Error"]["Code"] not in _TAKEN:
                    raise
            held, mark = self._with_mark(key)
            if held is not None and _is_by(held, who):
                return  # the line was lost on the way back only
            if held is not None and not _is_over(held):
                break
            # Of two that find a lock of nobody at once, only one replaces what both have seen.
            condition = {"IfMatch": mark} if mark else condition
        raise Busy("Another publish to the same bucket is under way. Try again soon.")

    def _with_mark(self, key: str) -> tuple[bytes | None, str]:
        try:
            answer = self.s3.get_object(Bucket=self.bucket, Key=self.prefix + key)
        except self.s3.exceptions.NoSuchKey:
            return None, ""
        return answer["Body"].read(), answer["ETag"]

    def _renew(self, key: str, who: str, done: threading.Event) -> None:
        while not done.wait(_RENEWED):
            with suppress(Exception):  # on a shaky line the next one may come through
                self.put(key, _until(who))


def at_once(work: Callable[[_T], None], items: Iterable[_T], done: Callable[[_T], None]) -> None:
    """Does the work for all items, several at a time; the first thing that is raised ends it."""
    with ThreadPoolExecutor(_AT_ONCE) as several:
        waiting = {item: several.submit(work, item) for item in items}
        try:
            for item, future in waiting.items():
                future.result()
                done(item)
        except BaseException:
            several.shutdown(cancel_futures=True)
            raise


def _until(who: str) -> bytes:
    return json.dumps({"who": who, "until": time.time() + _HOLDS}).encode()


def _is_by(held: bytes, who: str) -> bool:
    try:
        return bool(json.loads(held)["who"] == who)
    except (ValueError, KeyError, TypeError):
        return False


def _computer() -> str:
    """This computer, without its name, which visitors could read while the lock lies there."""
    return hashlib.sha256(f"{socket.gethostname()} {uuid.getnode()}".encode()).hexdigest()[:16]


def _is_over(held: bytes) -> bool:
    """Is it past its time, or was it left by a program on this computer that lives no more?"""
    try:
        lock = json.loads(held)
        if lock["until"] < time.time():
            return True
        host, pid, _ = lock["who"].split(":")
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
    if host != _computer() or os.name == "nt":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError):
        return False
    return False
