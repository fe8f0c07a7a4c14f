"""The notices that laws ask for."""

from __future__ import annotations

from plugins.core.problem import declare

JURISDICTION = declare(
    "jurisdiction",
    "A state's notices cannot be understood",
    group="facts",
    page="""
    Something in a file about a state's notices cannot be understood. The notice that it describes
    is left out until then.

    **How to mend it:** The message names the entry and what is expected there.
    """,
)

NOTICE_FACT_MISSING = declare(
    "notice-fact-missing",
    "A fact that a law asks for is missing",
    "warning",
    group="facts",
    stops="publish",
    page="""
    A law asks for a fact on the website, the message names both, and the fact is not in
    `practice.yaml` yet. Until it is, the notice is incomplete, and the site is not published.

    **How to mend it:** Write the fact where the message says. Whether the notices are right for you
    is for you or your counsel to say.
    """,
)

NOTICE_TEXT_MISSING = declare(
    "notice-text-missing",
    "A board's own words are missing",
    "warning",
    group="facts",
    stops="publish",
    page="""
    A board prescribes words that have to be copied from it as they stand. They are not part of the
    program, because only the board's own page is sure to have the valid ones.

    **How to mend it:** Copy them from the address in the message, and paste them into
    `practice.yaml` where it says.
    """,
)

NOTICE_PAGE_MISSING = declare(
    "notice-page-missing",
    "A notice has no page",
    "warning",
    group="facts",
    stops="publish",
    page="""
    A notice that a law asks for has no page on which it is shown.

    **How to mend it:** Write the page that the message names, with a line `[notices]` where they
    are to stand.
    """,
)

LICENSE_TITLE = declare(
    "license-title",
    "A license has another state's title",
    "warning",
    group="facts",
    stops="publish",
    page="""
    The title of a license is one that this state does not give. A license for the same work has
    another name in another state: LPC in Texas and Colorado, LPCC in California.

    **How to mend it:** Write the title as it stands on the license.
    """,
)

NOTICE_STATE_UNKNOWN = declare(
    "notice-state-unknown",
    "A state's notices are not known",
    "warning",
    group="facts",
    page="""
    Therapy is offered in a state of which the program does not know what it asks for: its law was
    not read. That is no permission: it means that somebody has to look. Where it is known
    (`plugins/notices/boards.yaml`), the page of notices names the board and its look-up all the
    same.

    **How to mend it:** Ask the state's board, and write its notices into a file of your own, as the
    message says.
    """,
)

PAPER_FACT_MISSING = declare(
    "paper-fact-missing",
    "A fact for your papers is missing",
    "note",
    group="facts",
    page="""
    A law asks for a fact in the papers that a client gets before the first session. The website
    does not need it; the text that the program prepares for your papers does.

    **How to mend it:** Write the fact where the message says, or add it to your papers by hand.
    """,
)

HIPAA_UNKNOWN = declare(
    "hipaa-unknown",
    "Whether HIPAA covers the practice is not known",
    "note",
    group="facts",
    page="""
    A practice that HIPAA covers has to post its Notice of Privacy Practices on its website (45 CFR
    164.520(c)(3)(i)). It covers a provider who sends health information electronically in a
    transaction that the rules name, such as a claim, or has a service send it (45 CFR 160.103).
    Both were read on 2026-11-29, in copies. Whether it covers yours the program does not guess.

    **How to mend it:** Ask your counsel, and write the answer into `practice.yaml`; `setup` asks
    for it as well. With `yes`, publishing waits for your notice.

    ```yaml
    hipaa_covered: no
    ```
    """,
)

NOTICE_FILE_MISSING = declare(
    "notice-file-missing",
    "Your Notice of Privacy Practices is not there",
    "warning",
    group="facts",
    stops="publish",
    page="""
    `practice.yaml` names a file as your Notice of Privacy Practices, and there is none of that name
    in the folder `images` of your content; or it names an address elsewhere, or holds a few words
    instead of the notice. It has to stand on your own website (45 CFR 164.520(c)(3)(i)).

    **How to mend it:** Put the file there, as a PDF, and write its name; or write the whole text in
    its place.

    ```yaml
    notices:
      privacy_practices: images/notice-of-privacy-practices.pdf
    ```
    """,
)
