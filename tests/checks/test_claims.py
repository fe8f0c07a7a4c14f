"""Claims that no therapist may make, found in context; and sentences that only look like one."""

from __future__ import annotations

import pytest

from plugins.checks.classifier import nameless, weights
from plugins.checks.registry import RULES
from plugins.checks.rules.claims import CLAIMS, claims
from plugins.checks.rules.frames import find, frames
from plugins.core.problem import Problem
from plugins.notices.known import Known
from plugins.practice.model import Certification, Facts, Person
from tests.checks import training
from tests.checks.claim_rates import SENTENCES, Rates, accused, by_class, missed, written
from tests.checks.documents import FIRST, HEADER, PATH, document
from tests.growth import growth

NOBODY = Facts()


def told(body: str, facts: Facts = NOBODY, head: str = HEADER) -> list[Problem]:
    return list(claims(document(body, head=head), Known(facts)))


# For each rule a guilty sentence, and an innocent one that looks like it.
PAIRS = {
    "claim-cure": ("Parts work cures anxiety.", "This is not a cure."),
    "claim-guarantee": ("Results are guaranteed.", "No therapist can guarantee a result."),
    "claim-proven": ("It is a proven method.", "IFS is not proven."),
    "claim-permanent": ("Find permanent relief.", "He thought about a permanent tattoo."),
    "claim-hundred-percent": ("It is 100% effective.", "The shirt is 100% cotton."),
    "claim-risk-free": ("It is a risk-free first step.", "No therapy is risk-free."),
    "claim-best": (
        "I am the best therapist in Denver.",
        "Do your best, and notice what works best for you.",
    ),
    "claim-expert": (
        "As an expert in trauma I know the way.",
        "Nobody is the expert on you but you.",
    ),
    "claim-specialist": (
        "I am a trauma specialist.",
        "Ask your doctor whether to see a sleep specialist.",
    ),
    "claim-evidence-based": (
        "I offer evidence-based therapy.",
        "Some [evidence-based](https://doi.org/10.1/x) treatments come first.",
    ),
    "claim-certified": (
        "I am a certified IFS therapist.",
        "Certified IFS means that somebody passed a review.",
    ),
    "claim-comparison": ("IFS is better than CBT.", "No study shows that IFS is better than CBT."),
    "claim-testimonial": (
        "My clients say that I changed their lives.",
        "You will find no testimonials here.",
    ),
    "claim-rate": ("My success rate is 90 percent.", "One in four adults sleeps badly."),
    "claim-time": ("Be free of panic in six weeks.", "After three sessions we look at it."),
    "claim-approval": ("The board recommends my practice.", "The board licenses counselors."),
    "claim-profession": ("I am a psychologist in Colorado.", "A psychologist may test."),
    "claim-medication": (
        "You can stop your antidepressant.",
        "Ask your doctor before you stop an antidepressant.",
    ),
    "claim-confidential": (
        "I promise complete confidentiality.",
        "Confidentiality has limits, and I explain them.",
    ),
    "claim-crisis-contact": (
        "In a crisis, text me.",
        "In a crisis, call or text 988.",
    ),
    "claim-coaching-treats": ("Coaching is therapy.", "Coaching does not treat anything."),
    "claim-anywhere": ("I offer online therapy worldwide.", "I offer coaching worldwide."),
    "claim-pressure": ("Only two spots left!", "I have two openings in May."),
    "claim-reviews": (
        "Please leave me a review on Google.",
        "I do not ask for reviews.",
    ),
    "claim-fear": (
        "If you wait, it will only get worse.",
        "You can wait a month, and nothing is lost.",
    ),
}


def test_there_is_a_pair_for_every_rule() -> None:
    assert set(PAIRS) == {claim.rule.code for claim in CLAIMS}


@pytest.mark.parametrize("code", PAIRS)
def test_a_claim_is_told_with_its_line(code: str) -> None:
    found = told(f"Quiet words.\n\nMore of them.\n{PAIRS[code][0]}\n")
    assert [(one.path, one.line, one.rule) for one in found] == [(PATH, FIRST + 3, code)]
    assert found[0].severity == RULES[code].severity


@pytest.mark.parametrize("code", PAIRS)
def test_the_same_words_in_an_innocent_sentence_are_let_be(code: str) -> None:
    assert told(PAIRS[code][1]) == []


def test_a_question_is_innocent_until_its_answer_agrees() -> None:
    assert told("### Is IFS proven?\n\nNot in the strict sense.\n") == []
    assert [problem.rule for problem in told("### Is IFS proven?\n\nYes, many times.\n")] == [
        "claim-proven"
    ]


def test_a_denial_does_not_reach_into_the_next_clause() -> None:
    body = "It is not a vague promise but a guarantee. I do not wait: results are guaranteed.\n"
    assert [(problem.rule, problem.line) for problem in told(body)] == [
        ("claim-guarantee", FIRST),
        ("claim-guarantee", FIRST),
    ]


def test_title_and_summary_are_read_as_well() -> None:
    head = "---\ntitle: A cure for shame\nsummary: Guaranteed calm.\ndate: 2026-03-02\n---\n"
    assert [(problem.rule, problem.line) for problem in told("Text.\n", head=head)] == [
        ("claim-cure", 2),
        ("claim-guarantee", 3),
    ]


def test_what_is_code_or_an_address_is_no_claim() -> None:
    body = "```\nI guarantee it.\n```\n\n[A page](https://a.example/proven-cure)\n"
    assert told(body) == []


def test_who_has_a_certificate_in_the_facts_may_say_so() -> None:
    person = Person("jane", certifications=(Certification("IFS Certified Therapist"),))
    sentence = "I am a certified IFS therapist."
    assert told(sentence, Facts(people=(person,))) == []
    other = told("I am certified in EMDR.", Facts(people=(person,)))
    assert [problem.rule for problem in other] == ["claim-certified"]


def test_evidence_may_be_named_in_the_header_instead() -> None:
    head = HEADER.replace(
        "date:", "sources: [{title: A trial, url: https://doi.org/10.1/x}]\ndate:"
    )
    assert told("An evidence-based treatment exists.", head=head) == []


def test_of_the_guilty_sentences_at_least_95_in_100_are_found() -> None:
    for name in ("guilty.txt", "more_guilty.txt"):
        count, wrong = missed(name)
        assert len(wrong) <= count * 0.05, wrong


def test_of_the_innocent_sentences_at_least_95_in_100_are_let_be() -> None:
    for name in ("innocent.txt", "more_innocent.txt"):
        count, wrong = accused(name)
        assert len(wrong) <= count * 0.05, wrong


def test_who_speaks_of_others_as_specialists_experts_or_the_best_is_let_be() -> None:
    count, wrong = accused("of_others.txt")
    assert count == 99
    assert wrong == []


def test_who_calls_herself_a_specialist_an_expert_or_the_best_is_told() -> None:
    count, wrong = missed("of_oneself.txt")
    assert count == 46
    assert wrong == []


def test_on_sentences_that_the_rules_were_never_fitted_to_nine_in_ten_are_right() -> None:
    """Two lists written after the rules, which were not mended by them since: leave them so.

    With -s it prints what was right and which sentences were not.
    """
    guilty, not_found = missed("held_out_guilty.txt")
    innocent, blamed = accused("held_out_innocent.txt")
    print(f"\n{guilty - len(not_found)} of {guilty} guilty sentences found,")
    print(f"{innocent - len(blamed)} of {innocent} innocent ones let be; wrong are:")
    print(*not_found, *blamed, sep="\n")
    assert len(not_found) <= guilty * 0.1
    assert len(blamed) <= innocent * 0.1


def test_on_sentences_by_class_at_least_85_in_100_are_found_and_5_at_most_are_accused() -> None:
    """Lists that were looked at last: see `by_class` for what was found at first sight.

    With -s it prints each class, and which sentences are missed.
    """
    for name in ("by_class_held_out.txt", "by_class_last.txt", "by_class_unseen.txt"):
        classes = by_class(name)
        rates = sum(classes.values(), Rates())
        print(f"\n{name}: {rates}")
        for group, each in classes.items():
            print(f"{group}: {each}", *each.missed, *each.accused, sep="\n    ")
        assert rates.guilty >= 60
        assert len(rates.missed) <= rates.guilty * 0.15
        assert len(rates.accused) <= rates.innocent * 0.05
        assert rates.precision >= 0.98


def test_of_the_sentences_by_class_that_were_tuned_on_four_in_five_are_found() -> None:
    lists = [f"by_class_{name}.txt" for name in ("tuning", "second", "third", "fourth")]
    rates = sum((each for name in lists for each in by_class(name).values()), Rates())
    assert rates.guilty == 448
    assert len(rates.missed) <= rates.guilty * 0.2, rates.missed
    assert len(rates.accused) <= rates.innocent * 0.02, rates.accused


# Of each list what share of the guilty is found at least, and of the innocent accused at most: what
# nobody foresaw is found by its words alone.
SHARES = {
    "fifth_held_out": (0.85, 0.05),
    "eighth_held_out": (0.7, 0.05),
    "ninth_held_out": (0.85, 0.06),
    "tenth_held_out": (0.85, 0.05),
    "eleventh_held_out": (0.8, 0.05),
    "twelfth_held_out": (0.85, 0.05),
    "thirteenth_held_out": (0.8, 0.05),
    "fourteenth_held_out": (0.85, 0.05),
}


def test_of_sentences_written_without_a_look_at_the_tables_few_innocent_ones_are_accused() -> None:
    """With -s it prints each class, and which sentences are missed."""
    every = Rates()
    for name, (found, accused_of) in SHARES.items():
        classes = by_class(f"by_class_{name}.txt")
        rates = sum(classes.values(), Rates())
        print(f"\n{name}: {rates}")
        for group, each in classes.items():
            print(f"{group}: {each}", *each.missed, *each.accused, sep="\n    ")
        assert rates.guilty >= 140
        assert len(rates.missed) <= rates.guilty * (1 - found), name
        assert len(rates.accused) <= rates.innocent * accused_of, name
        assert rates.precision >= 0.98, name
        every += rates
    print(f"\nall: {every}")
    assert len(every.missed) <= every.guilty * 0.15
    assert len(every.accused) <= every.innocent * 0.05
    assert every.precision >= 0.99


def test_nothing_is_learned_from_the_lists_that_are_held_out() -> None:
    learned = {one.sentence for one in training.examples()}
    held_out = {
        sentence for name in training.HELD_OUT for _, _, sentence in written(f"by_class_{name}.txt")
    }
    assert len(held_out) > 1000
    assert learned & held_out == set()
    lists = {file.stem for file in SENTENCES.glob("by_class_*.txt")}
    assert lists == {f"by_class_{name}" for name in (*training.FROM, *training.HELD_OUT)}


def test_what_no_table_foresees_is_a_note_with_its_line_and_holds_up_nothing() -> None:
    (note,) = told("Quiet words.\n\nYour body will let go of everything it has carried.\n")
    assert (note.rule, note.line, note.severity, note.stops) == (
        "claim-likely",
        FIRST + 2,
        "note",
        "",
    )
    assert note.message.endswith("may promise a result.")


def test_the_weights_say_why_a_sentence_is_told_of() -> None:
    sentence = "Your body will let go of everything it has carried."
    because = weights().because(sentence)
    assert because
    assert weights().score(sentence) == pytest.approx(weights().bias + sum(because.values()))
    assert weights().topic(sentence) == "healing"
    assert weights().score("The bus stops in front of the door.") < 0


def test_whoever_is_called_by_a_name_weighs_the_same_unless_it_is_a_word() -> None:
    scores = {
        name: weights().score(
            f"{name}'s clients leave healed.", nameless(frozenset({name.lower()}))
        )
        for name in ("Zorana", "Quirin")
    }
    assert len(set(scores.values())) == 1
    assert nameless(frozenset({"hope", "zorana"})) == {"zorana", "zorana's"}


def test_what_the_facts_bear_out_is_not_held_against_a_sentence() -> None:
    said = "Psychologist, mother, gardener: that's me."
    assert [one.rule for one in told(said)] == ["claim-likely"]
    doctor = Person("jane", name="Jane Doe", degree="PhD", credentials="Licensed Psychologist")
    assert told(said, Facts(people=(doctor,))) == []


def test_in_a_long_sentence_a_claim_is_as_grave_as_in_a_short_one() -> None:
    short = "I promise complete confidentiality"
    (one,) = told(f"{short}.")
    long = f"On Tuesdays I water the plants by the window; {short}, and then the bus leaves."
    assert [(found.rule, found.stops) for found in told(long)] == [(one.rule, "publish")]
    assert one.stops == "publish"


def test_what_is_said_by_somebody_else_or_of_somebody_else_is_let_be() -> None:
    said = '"Stop taking your meds and pray," her pastor had told her, and she nearly did.\n'
    assert told(said) == []
    assert told("A coach who says that she can heal your trauma goes too far.\n") == []
    assert [one.rule for one in told("Stop taking your meds and pray.\n")] == ["claim-medication"]


def test_what_others_say_is_let_be_by_its_words_as_well_unless_they_praise() -> None:
    said = "you can leave your Lexapro in the drawer"
    assert [one.rule for one in told(f"With me {said}.\n")] != []
    assert told(f"A neighbor told her: {said}.\n") == []
    praise = "Her clients say that after one hour the panic never came back.\n"
    assert [one.rule for one in told(praise)] != []


def test_a_family_that_is_not_known_is_no_frame() -> None:
    with pytest.raises(KeyError, match="NOBODYS"):
        frames("NOBODYS .. DRUG")


@pytest.mark.parametrize(
    ("frame", "sentence", "matched"),
    [
        ("^QUIT .. DRUG", "Ditch the Prozac today.", "Ditch the Prozac"),
        ("^QUIT .. DRUG", "She did ditch the Prozac.", ""),  # no clause begins there
        ("YOU WILL .. whole", "You'll soon be whole.", "You'll soon be whole"),
        ("YOU WILL .. whole", "You won't be whole.", ""),  # a gap ends at a denial
        ("YOU WILL .. whole", "You will, but maybe not whole.", ""),
        ("& DRUG stop -THIRD", "Pills? Stop.", "Pills? Stop"),
        ("& DRUG stop -THIRD", "She may stop the pills.", ""),
    ],
)
def test_a_frame_matches_words_of_families_in_a_clause(
    frame: str, sentence: str, matched: str
) -> None:
    found = [match[0] for match, _ in find(frames(frame), sentence, 0, len(sentence))]
    assert found == ([matched] if matched else [])


def test_what_only_a_weak_frame_finds_is_a_note_and_holds_up_nothing() -> None:
    (note,) = told("Bring the antidepressants you no longer need.\n")
    assert (note.rule, note.severity, note.stops) == ("claim-medication", "note", "")


def test_a_short_question_before_a_sentence_is_its_condition() -> None:
    (one,) = told("Suicidal tonight? Send me a message.\n")
    assert one.rule == "claim-crisis-contact"
    assert told("Curious about parts? Send me a message.\n") == []


def test_a_sentence_that_is_twice_as_endless_takes_twice_as_long() -> None:
    endless = "if you wait than any other cure my clients guarantee "
    assert {problem.rule for problem in told(endless * 99)} >= {"claim-cure", "claim-guarantee"}
    assert growth(lambda size: told(endless * size), 500) < 3
