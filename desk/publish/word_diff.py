"""Two texts of a page, word by word: what went, what came, and a few words around each."""

from __future__ import annotations

import difflib

from desk.publish.text_diff import PageText

Words = tuple[str, str]  # ("=", "-" or "+", some words): a passage that stayed, went or came
_AROUND = 4  # words told before and after what differs
_MOST_WORDS = 4000  # between the first and the last that differ; more would take too long


def word_diff(old: PageText, new: PageText) -> tuple[tuple[Words, ...], ...]:
    """The passages that differ between two texts, word by word, with a few words around each.

    Of very long texts all between the first and the last difference is told as one passage.
    """
    if old.words == new.words:
        return ()
    a, b = _without_same_ends(old.words, new.words)
    if max(len(a), len(b)) > _MOST_WORDS:
        whole: list[Words] = [("-", " ".join(a)), ("+", " ".join(b))]
        return (tuple(one for one in whole if one[1]),)
    # With autojunk no word that stands everywhere, such as "the", is looked for on its own: the
    # passages are the same, and found in a tenth of the time.
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=True)
    passages = []
    for group in matcher.get_grouped_opcodes(_AROUND):
        passage: list[Words] = []
        for what, i, j, k, m in group:
            if what == "equal":
                passage.append(("=", " ".join(a[i:j])))
                continue
            if i < j:
                passage.append(("-", " ".join(a[i:j])))
            if k < m:
                passage.append(("+", " ".join(b[k:m])))
        passages.append(tuple(passage))
    return tuple(passages)


def _without_same_ends(
    old: tuple[str, ...], new: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both texts from shortly before the first word that differs to shortly after the last."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    start, end = max(start - _AROUND, 0), max(end - _AROUND, 0)
    return old[start : len(old) - end], new[start : len(new) - end]
