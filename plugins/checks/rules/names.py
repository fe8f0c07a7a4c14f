"""Whose practice it is: a text that names somebody else as the one who speaks or is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.checks.rules.finding import Said, found
from plugins.checks.rules.sentences import phrase
from plugins.notices.known import Known

rule = partial(text_rule, group="truth", stops="publish", allowable=True)
_WORD = r"(?<![\w'’.-])[A-ZÀ-Þ][\w'’.-]*"
_LETTERS = r"(?:,? (?:MA|MS|MEd|MSW|PhD|PsyD|LPCC?|LMHC|LMFT|LCSW|LICSW|NCC|RN|MD)\b\.?){0,4}"
_SOME_LETTERS = _LETTERS.removesuffix("{0,4}") + "{1,4}"
_NO_TEACHER = r"\b(?! who (?:writ|wrote|dev|t[ea]|found|bec))"  # of whom an article speaks
_WORK = r"(?:therapist|counselor|psychologist|psychotherapist|social worker|clinician|coach)"
_TWO = rf"{_WORD}(?: {_WORD}){{1,2}}"
# What somebody says of herself, or of whom one is to write to; the name begins with a capital.
_NAMED = re.compile(
    rf"(?:^|[.!?,] )I(?: am|['’]m) (?P<am>{_TWO})(?=[.;!]| and\b|, (?!say|said|wr[io])|$)"
    rf"|\b[Mm]y name is (?P<called>{_WORD}(?: {_WORD}){{0,2}})"
    rf"|\bI(?: am|['’]m) (?P<first>{_WORD}), (?:a|an|the|your) (?:\w+ )?{_WORK}\b"
    rf"|\b(?:the|this) (?:practice|website|site|office|private practice) of (?P<of>{_TWO})"
    rf"|\bThe (?:private )?practice of (?P<whose_is>{_TWO}) (?:is (?:closed|open|located|an?|in"
    r"|currently|not|online|now)|offers|provides|serves|has|does|will)\b"
    r"|(?:\b(?:book|schedule|arrange|request|free|your)\b[^.!?]{0,30}|^\W*(?:[Ff]ree )?)"
    r"\b(?:consultation|sessions?|[Tt]herapy|appointment|conversation|counseling|call) with "
    rf"(?P<with>{_TWO})"
    rf"|(?:^\W*|[Pp]lease |\byou (?:can|may) )(?:[Ww]rite to|[Cc]all|[Cc]ontact|[Ee]-?mail"
    rf"|[Rr]each(?: out to)?|[Mm]eet) (?P<to>{_TWO})"
    rf"|(?P<seen>{_TWO}){_SOME_LETTERS},? (?:sees|offers|provides|accepts|welcomes|serves"
    r"|works with)\b"
)
# On a page about the practice nobody else does these things; in an article, a teacher may.
_NAMED_ON_PAGE = re.compile(
    rf"{_NAMED.pattern}"
    rf"|(?P<does>{_TWO}){_LETTERS},? (?:sees|offers|provides|accepts|welcomes|works|serves)"
    r" (?:with )?(?:clients|people|adults|couples|families|individuals|therapy|sessions"
    r"|counseling|online|a free|free)\b"
    rf"|(?P<is>{_TWO}){_LETTERS},? (?:is (?:an?|the|your) (?:\w+ ){{0,3}}?{_WORK}{_NO_TEACHER}"
    r"|is (?:licensed|trained)|has worked|will (?:answer|call|reply|meet|write))\b"
    rf"|(?:^|[.!?] )This is (?P<here>{_TWO})(?=[.,!])"
    rf"|(?P<whose>{_TWO})['’]s? (?:practice|office|approach|clients)\b"
    rf"|(?:©|\(c\)|[Cc]opyright)(?: ?\d{{4}})? (?P<rights>{_TWO})"
    rf"|\b(?:[Ww]ritten|[Tt]exts?) (?:is |are )?by (?P<by>{_TWO})(?![\w'’.-]| in \d)"
    r"|\b(?:consultation|[Ss]essions?|[Tt]herapy|appointment|conversation|[Cc]ounseling|meet|talk"
    rf"|speak|work) (?:with|to) (?P<held>{_TWO})"
)
# A first name alone, or a title and a name, is told where only the one who works here is meant.
_ONE = r"(?<![\w'’.-])[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?"
_ANY = rf"(?:(?:Dr|Mrs?|Ms)\.? {_WORD}(?: {_WORD})?|{_TWO}|{_ONE})"
_BEGIN = r"(?:^\W*|[.!?:;—–] )"
_PERSON = rf"{_BEGIN}(?P<NAME>{_ANY}){_LETTERS},? "
_LICENSED = r"(?:,? (?:MA|MS|MEd|MSW|PhD|PsyD)){0,3},? (?:LPCC?|LCPC|LMHC|LMFT|LCSW|LICSW|LMSW)\b"
_CLIENTS = r"(?:clients|adults|couples|people|teens|families|individuals|women|men)"
_OFFERS = r"(?:sessions?|therapy|counseling|consultations?|telehealth|parts work|appointments)"
_CLOSING = (
    r"(?:Warmly|Sincerely|Kindly|Gently|Best|Love|Yours|Gratefully|Peace|Blessings|Take care"
    r"|Be well|(?:With|In) \w+(?: and \w+)?|(?:Warm|Best|Kind) (?:regards|wishes)|Yours truly)"
)
# How a person is introduced, or signs, in an article too.
_INTRODUCED = re.compile(
    r"^\W*(?:Hi|Hello|Hey|Welcome|Greetings)\b[^.?]{0,25}? (?:I am|I['’]m|[Mm]y name is)"
    rf" (?P<hello>{_ANY})(?=[.!,]|$| and\b)"
    rf"|^\W*Work with (?P<join>{_ANY})(?=[:.!]|$)"
    rf"|\bI, (?P<self>{_TWO}){_LETTERS}, (?!said|wr[io]t)"
    rf"|^\W*{_CLOSING}, (?P<signed>{_ANY})(?:,? [A-Z][A-Za-z]*\.?){{0,4}}$"
    rf"|\b[Tt]o work with (?P<work>{_ANY}), (?:book|schedule|contact|call|write|please|reach)"
    rf"|{_BEGIN}(?P<who>{_TWO}){_LETTERS},? is (?:an? )?[^.!?]{{0,60}}?\bwho (?:sees|works with"
    rf"|offers|treats|serves|helps) (?:\w+ ){{0,4}}?{_CLIENTS}\b"
    rf"|\b[Aa]bout the (?:author|writer|therapist): (?P<author>{_ANY})"
    rf"|{_BEGIN}(?P<accepts>{_TWO}){_LETTERS},? is (?:currently |now )?accepting (?:new "
    rf")?{_CLIENTS}"
    rf"|{_BEGIN}(?P<private>{_TWO}){_LICENSED},? is an? (?:\w+ ){{0,3}}?{_WORK}\b"
    rf"|\b[Ww]ritten by (?P<writes>{_TWO}){_LICENSED}"
    rf"|\b[Rr]each out to (?P<out>{_ANY}) to (?:schedule|book|set up|arrange|learn more|begin"
    rf"|start)"
)
# What is said on pages of the one who works here: her degree, her clients, how she answers.
_INTRODUCED_ON_PAGE = re.compile(
    rf"{_INTRODUCED.pattern}"
    rf"|{_PERSON.replace('NAME', 'works')}(?:received (?:her|his|their|an?|the) |earned (?:her"
    rf"|his|their|an?) "
    r"|(?:holds|completed) (?:an?|her|his|their) |graduated from |specializes in "
    r"|is (?:currently |now )?accepting |is (?:an? )?(?:fully )?licensed |is (?:an? "
    r")?\w+[- ]?certified "
    rf"|has been (?:an? |in |practicing|working as )(?:\w+ ){{0,3}}?(?:{_WORK}|practice)?"
    rf"|is an? (?:[\w-]+ ){{0,4}}?(?:{_WORK}|practitioner){_NO_TEACHER}"
    r"|(?:founded|started|opened|runs|owns) (?:this|the|her|his|their) (?:\w+ )?practice"
    rf"|(?:helps|treats) (?:\w+ )?(?:{_CLIENTS}|you)\b|charges \$|accepts (?:most )?(?:insurance"
    r"|Aetna|Cigna|Anthem|Blue|Kaiser|United|Medicare|Medicaid|HSA|credit|checks|payment)"
    r"|has (?:\w+ ){0,2}?(?:\w+ )years of experience(?:[.!]| (?:with|in|working|treating|helping))"
    r"|brings (?:\w+ ){0,3}?years|has an? (?:\w+ )?(?:office|practice)\b"
    r"|lives (?:in [A-Z][\w ,]{0,40} )?with (?:her|his|their) (?:wife|husband|spouse|partner|family"
    r"|two|three|dogs?|cats?|kids|children)\b"
    r"|has worked with |will (?:reply|respond|get back|call you|write you|write to you|contact you"
    r"|review your|send you|e-?mail you|meet you|meet with you|answer your)|(?:replies|responds) "
    r"(?:to |within |by )"
    r"|believes (?:that )?(?:every part|all parts|therapy|healing|people|each (?:person|client)) "
    rf"|(?:offers|provides) (?:[\w-]+ ){{0,2}}?{_OFFERS}\b"
    rf"|(?:sees|welcomes|serves|supports) (?:\w+ )?{_CLIENTS}\b"
    r"|(?:works|practices) (?:from|online|out of|in private practice)\b)"
    rf"|{_PERSON.replace('NAME', 'does_here')}(?:primarily |mainly |also |often )?(?:works|uses"
    rf"|offers"
    r"|provides|helps|treats|welcomes|supports|guides|integrates|combines|blends|draws on"
    r"|focuses on|practices|is trained|has trained|has been trained|was trained|trained"
    r"|enjoys working|loves working|invites)"
    rf" [^.!?]{{0,50}}?\b(?:clients|adults|couples|teens|survivors|{_OFFERS}|every session|IFS"
    r"|EMDR|CBT|DBT|Internal Family Systems|you|insurance|healing)\b"
    rf"|{_PERSON.replace('NAME', 'bills')}(?:(?:does not|doesn['’]t) )?(?:takes?|accepts?|bills?) "
    r"(?:most |your |any )?(?:insurance|Aetna|Cigna|Medicare|Medicaid|HSA)"
    rf"|\b(?:[Tt]o schedule|[Tt]o meet|like to (?:meet|work|talk|speak)|schedule|[Mm]eet) "
    rf"(?:with|to)"
    rf" (?P<schedule>{_ANY}),"
    rf"|{_BEGIN}(?:You (?:can|may) )(?:e-?mail|call|text|write to|contact) (?P<any>{_ANY})"
    r" (?:with|if|about|any ?time|for)\b"
    rf"|{_BEGIN}(?P<has>{_ANY})['’]s (?:practice (?:is|offers|serves|welcomes|has|focuses)"
    r"|approach (?:is|blends|integrates|combines|draws|to (?:therapy|treatment|healing|counseling))"
    r"|style is|clients\b|clinical\b|credentials|caseload|website|(?:fees?|rates?) (?:is|are)"
    rf"|availability|office hours|work with {_CLIENTS})"
    rf"|(?:{_BEGIN}|[Pp]lease |[Yy]ou (?:can|may) |\bto )(?:[Cc]ontact|[Cc]all|[Tt]ext|[Ee]-?mail"
    rf"|[Mm]essage|[Rr]each|[Ww]rite(?: to)?) (?P<at>{_ANY}) (?:at (?:\(?\d|[^ @]+@)|by (?:phone"
    r"|e-?mail|text)|to (?:set up|schedule|book|arrange|learn more|make an appointment"
    r"|ask about (?:openings|fees|availability|sessions))|and (?:she|he|they) will|directly|today)"
    rf"|\b(?:[Yy]our|[Ff]irst|[Ff]ree|[Aa]n?|[Tt]he|[Oo]nline|[Bb]ook|[Ss]chedule) (?:[\w-]+ "
    rf"){{0,3}}?"
    rf"(?:session|call|consultation|appointment|counseling|therapy) with (?P<by_name>{_ANY})"
    rf"|{_BEGIN}(?:Book|Schedule)(?: online| now| today)? with (?P<book>{_ANY})"
    rf"|{_BEGIN}(?:Please )?[Ss]end (?P<send>{_ANY}) (?:an? )(?:message|e-?mail|text|note)"
    rf"|{_BEGIN}(?:Please )?[Ll]eave (?:an? )?(?:message|voicemail) for (?P<leave>{_ANY})"
    rf"|{_BEGIN}Before becoming an? {_WORK}, (?P<before>{_ANY})"
    rf"|^\W*(?P<bar>{_TWO}) [|–—-] {{0,1}}(?:Psychotherapy|Therapy|Counseling|Therapist"
    rf"|Counselor|Coaching)"
    rf"|\b[Qq]uestions\? (?:Ask|Call|Text|E-?mail|Contact|Write to) (?P<ask>{_ANY})(?=[.!]|$)"
    rf"|{_BEGIN}(?:In (?:your |our )?sessions? with|Working with|When you work with)"
    rf" (?P<meets>{_ANY}),? (?:is|you|means|feels)\b"
    rf"|\b(?:[Yy]our|[Oo]ur) (?:{_WORK}|founder|owner|director), (?P<your>{_ANY}),"
    rf"|{_BEGIN}(?:Therapist|Counselor|Psychologist|Psychotherapist|Founder|Owner):? "
    rf"(?P<job>{_TWO})\b"
    rf"|\b(?:[Ss]he|[Hh]e|[Tt]hey), (?P<namely>{_ONE}), will\b"
    r"|\b(?:site|website|practice|blog|page|policy|notice) (?:belongs to|is (?:owned|run"
    r"|operated) by) "
    rf"(?P<owner>{_TWO})"
    rf"|^\W*(?:(?:Read|Learn|Find out) )?[Mm]ore about (?P<more>{_TWO})[.!]?$"
    rf"|\b[Ii]n (?:her|his|their) (?:\w+ )?practice, (?P<in_practice>{_ANY})"
    r"|\b[Ww]hen (?:not|(?:she|he|they) (?:is|are) not|(?:she|he|they) (?:is|are)n['’]t) (?:working"
    rf"|in session|with clients|seeing clients|at work|practicing), (?P<off>{_ANY})"
    r"|\b(?:[Pp]ayments? (?:is |are )?(?:made |due )?to|payable to|made out to) "
    rf"(?P<paid>{_TWO})"
    rf"|\b[Aa]ll (?:\w+ )?(?:content|words|images|photos) (?:is |are )?by (?P<all>{_TWO})"
    rf"|^\W*(?P<letters>{_TWO}){_LICENSED}"
    rf"|^\W*(?P<therapist>{_TWO}), (?:an? |your )?(?:\w+ )?{_WORK}[.!]?$"
    rf"|^\W*(?:[Aa] )?(?:[Pp]ortrait|[Pp]hoto(?:graph)?|[Hh]eadshot|[Pp]icture) of (?P<face>{_ANY})"
    r"(?:[,.]|$| (?:in|at|sitting|smiling|standing)\b)"
    rf"|^\W*(?P<seen_in>(?:Dr\.? {_WORD}(?: {_WORD})?|{_TWO})){_LETTERS},? (?:sitting|smiling"
    r"|standing|seated|in (?:her|his|their) (?:office|chair)|at (?:her|his|their) desk"
    r"|(?:on|in|at|with|near|outside) (?:(?:her|his|their) |an? )[\w ]{1,30}$)"
)
_INTRODUCTIONS = (
    *(" lpc", " lcpc", " lmhc", " lmft", " lcsw", " licsw", " lmsw"),
    *("i'm", "i’m", "i am", "my name", "i, ", "work", ", ", "who ", "received", "earned", "holds"),
    *("completed", "graduated", "specializes", "accepting", "licensed", "certified", "has "),
    *("brings", "will ", "repl", "respond", "believes", "offers", "provides", "sees", "welcomes"),
    *("serves", "supports", "practice", "'s ", "’s ", "contact", "call", "text", "mail"),
    *("message", "reach", "write", "questions?", "session", "therapist", "counselor"),
    *("psycho", "founder", "owner", "director", "belongs", "run by", "operated", "more about"),
    *("portrait", "photo", "headshot", "picture", "sitting", "smiling", "standing", "seated"),
    *("uses", "works", "guides", "combines", "blends", "draws", "focuses", "trained", "enjoys"),
    *("loves", "invites", "bill", "take", "schedule", "meet", "written", "counseling", "is a"),
    *("work with", "lives", "when ", "paym", "payable", "made out", "content", "images", "photos"),
    *("runs", "owns", "started", "opened", "treats", "helps", "charges", "accepts", " with "),
    *("send ", "leave ", "becoming", "about the", " | ", "therapy", " on her", " on his", " in a "),
    *(" in her", " in his", " in their", " at her", " at his", " at their"),
)
# Words of which an article has one wherever one of its own two patterns can match.
_KEYS_IN_ARTICLES = (
    *("i am", "i'm", "i’m", "my name is", "practice of", "site of", "office of"),
    *(f"{what} with" for what in ("consultation", "session", "sessions", "therapy", "appointment")),
    *("conversation with", "counseling with", "call with", "write to", "call ", "contact "),
    *("mail ", "reach ", "meet ", "sees", "offers", "provides", "accepts", "welcomes", "serves"),
    "works with",
)
_INTRODUCTIONS_IN_ARTICLES = (
    *("i am", "i'm", "i’m", "my name is", "work with", "i, ", ", ", "who ", "about the"),
    *("accepting", "is a", "written by", "reach out"),
)
# Under a portrait, or beside it: nothing but a name.
_ALONE = re.compile(rf"^\W*(?P<alone>{_TWO})\W*$")
# Another practice by its name, where this one speaks of itself.
_KIND_OF_HOUSE = (
    r"(?:Counseling|Counselling|Therapy|Psychotherapy|Wellness|Psychology|Coaching|Collective"
    r"|Behavioral Health|Associates|Healing|Psychological Services)(?: (?:Group|Services|Center"
    r"|Arts"
    r"|Collective|Associates))?"
)
_HOUSE = rf"(?P<NAME>{_WORD}(?: (?:{_WORD}|&|and)){{0,3}}? {_KIND_OF_HOUSE})"
_HOUSES = re.compile(
    rf"\b(?:[Ww]elcome to|[Tt]hank you for (?:visiting|contacting|choosing|calling)) "
    rf"{_HOUSE.replace('NAME', 'welcome')}\b"
    rf"|{_BEGIN}At {_HOUSE.replace('NAME', 'at')}(?:,? (?:PLLC|LLC|Inc)\.?)?, (?:we|our|you|I)\b"
    rf"|{_BEGIN}{_HOUSE.replace('NAME', 'is')}(?:,? (?:PLLC|LLC|Inc)\.?)?,? is an? (?:\w+,? "
    rf"){{0,3}}?"
    r"(?:private|group|solo|online|telehealth|boutique) practice\b"
    rf"|{_BEGIN}{_HOUSE.replace('NAME', 'acts')}(?:,? (?:PLLC|LLC|Inc)\.?)?,? (?:respects|collects"
    r"|values your|keeps (?:this|your)|is committed|does not (?:share|sell|accept|bill)|accepts"
    r"|complies|reserves|was founded|may (?:use|collect|share))\b"
    rf"|\b(?:how|that) {_HOUSE.replace('NAME', 'how')}(?:,? (?:PLLC|LLC|Inc)\.?)? (?:may|uses|will"
    r"|collects|handles|keeps|protects)\b"
    rf"|\b(?:[Cc]lients|[Pp]atients|[Tt]herapists|team) (?:of|at) "
    rf"{_HOUSE.replace('NAME', 'whose')}\b"
    rf"|{_BEGIN}(?:Contact|Call|E-?mail) {_HOUSE.replace('NAME', 'to')}\b"
    r"|\b(?:website|site|terms|policies|policy|notice|©|[Cc]opyright)(?: ?\d{4})?(?: of| by)? "
    rf"{_HOUSE.replace('NAME', 'terms')}\b"
)
_HOUSE_KEYS = (
    *("welcome to", "thank you for", "at ", " practice", "respects", "collects", "values your"),
    *("keeps", "committed", "does not", "accepts", "complies", "reserves", " may ", "uses"),
    *(
        "handles",
        "protects",
        "terms",
        "polic",
        "notice",
        "clients",
        "patients",
        "therapists",
        "team",
        "founded",
        "contact",
        "call",
        "mail",
        "website",
        "site",
        "©",
        "copyright",
    ),
)
_NAME = rf"(?P<name>{_TWO})"
_TITLES = {
    "about": re.compile(
        r"^(?:(?:About|Meet|Get to know|Who [Ii]s|Hello,? [Ii] [Aa]m|Meet your [a-z ]+[:,]) "
        rf"(?P<first>{_ANY}){_LETTERS}\??(?:, [\w ]+)?|{_NAME}{_LETTERS}(?:, [\w ]+)?"
        rf"|(?P<story>{_ANY})['’]s [Ss]tory"
        rf"|(?:Hi|Hello|Hey)[,!]*(?: there[,!]*)? I(?: a|['’])m (?P<hello>{_ANY})[.!]?)"
    ),
    "consultation": re.compile(
        rf"^.*?\b(?:[Ww]ith|[Cc]ontact|[Cc]all|[Mm]eet|[Tt]alk to|[Bb]ook) "
        rf"(?P<name>{_ANY}){_LETTERS}"
    ),
}
_KEYS = (
    *("i am", "i'm", "i’m", "my name is", "sees ", "offers ", "provides ", "accepts "),
    *("welcomes ", "works with ", "serves ", " of ", " with ", "write to", "call ", "contact "),
    *(
        "mail ",
        "reach ",
        "meet ",
        " is ",
        " has ",
        " will ",
        "©",
        "(c)",
        "copyright",
        " by ",
        " to ",
        "works ",
    ),
    *("'s ", "’s "),
)
# Words that stand in titles and are no part of a person's name.
_NO_NAMES = frozenset(
    """a about adhd adults american and anxiety article articles at attachment authority
    behavioral body board brief burnout california calm care catholic center centre certified
    child children christian clinic clinical cognitive confidentiality consultation contact
    counseling counselor couples couple crisis depression dialectical emdr emotionally estimate
    faith families family faq federal first focused for free from good grief group groups healing
    health help here hotline how human ifs in individual individuals institute insurance internal
    is it jewish justice kind licensed life lifeline line lines living loss love marriage me
    mental mindfulness mindful my national nobody not of office on online only our parent parents
    part parts people personal practice press privacy private process professional protestant
    psychiatric psychology psychologist psychotherapist psychotherapy questions recovery research
    response room school science self service services session sessions sexual sleep social
    society somatic stress suicide support system systems team teens telehealth the therapist
    therapists therapy this together training trauma treatment university us veterans war we
    welcome what who why wellness with women work worker working world you young your motivational
    guided imagery narrative gestalt art music play yoga acceptance commitment exposure schema
    polyvagal theory method model hakomi meditation breathwork experiencing""".split()  # noqa: SIM905
)

_JOB = re.compile(r"^(?:(?:Licensed|Founder|Owner|Therapist|Counselor|Psychologist|Coach) )+(?=\w)")
_EXAMPLE = phrase(r"""
    \b(?:imagin(?:e|ed|ary)|invented|made[- ]up|suppose|fictional|let us call|let['’]s call
    |not (?:her|his|their) real name|call (?:her|him|them))\b""")
# Where the name is the first word of a sentence: there it has to be a first name that many bear.
_AT_BEGINNING = frozenset({"works", "does_here", "bills", "has", "alone"})
_FIRST_NAMES = frozenset(
    """Aaron Abby Abigail Adam Adriana Adrian Aisha Alan Alana Alejandra Alex Alexa Alexandra
    Alexis Alice Alicia Alison Allison Alyssa Amanda Amber Amelia Amy Ana Andrea Andrew Angela
    Angelica Anita Ann Anna Anne Annette Annie Anthony Antonio Ariana Ariel Ashley Audrey Ava
    Barbara Becca Becky Ben Benjamin Beth Bethany Betty Beverly Bianca Bob Bonnie Brad Brandon
    Brenda Brendan Brian Briana Brianna Bridget Brittany Brooke Bruce Bryan Caitlin Callie Cameron
    Camila Cara Carla Carlos Carmen Carol Caroline Carolyn Carrie Casey Cassandra Cassie Catherine
    Cathy Cecilia Charles Charlotte Chelsea Cheryl Chloe Chris Christian Christina Christine
    Christopher Cindy Claire Clara Claudia Colleen Connie Corey Courtney Craig Crystal Cynthia
    Daisy Dan Dana Daniel Daniela Danielle David Deanna Deb Deborah Debra Denise Derek Diana Diane
    Diego Donna Doris Dorothy Doug Dylan Edward Eileen Elaine Eleanor Elena Eli Elisa Elizabeth
    Ella Ellen Emily Emma Eric Erica Erika Erin Ethan Eva Evan Evelyn Fatima Felicia Fernanda
    Fiona Frances Gabriel Gabriela Gabrielle Gary George Gina Gloria Grant Greg Gwen Hannah Harold
    Heather Heidi Helen Henry Holly Ian Imani Ingrid Irene Iris Isaac Isabel Isabella Jack Jackie
    Jacob Jacqueline Jake James Jamie Jan Jane Janet Janice Jared Jasmine Jason Jeanne Jeff
    Jeffrey Jen Jenna Jennifer Jenny Jeremy Jess Jesse Jessica Jill Jo Joan Joanna Joe Joel John
    Jon Jonathan Jordan Jose Joseph Josh Joshua Juan Judith Judy Julia Julian Julie Justin Kaitlyn
    Karen Kate Katelyn Katherine Kathleen Kathryn Kathy Katie Kayla Keith Kelly Kelsey Ken Kenneth
    Kevin Kim Kimberly Krista Kristen Kristin Kyle Lara Larry Laura Lauren Leah Lena Leslie Liam
    Lily Linda Lindsay Lindsey Lisa Liz Lori Lucia Lucy Luis Luke Luna Lydia Lynn Madeline Madison
    Maggie Marcus Margaret Maria Mariana Marie Marilyn Marissa Martha Mary Matt Matthew Maya Megan
    Meghan Melanie Melissa Meredith Mia Michael Michelle Miguel Mike Mindy Miranda Molly Monica
    Morgan Nadia Nancy Naomi Natalie Natasha Nate Nathan Nicholas Nick Nicole Nina Noah Nora
    Olivia Oscar Paige Pam Pamela Pat Patricia Patrick Paul Paula Peter Phil Philip Priya Rachel
    Ralph Ramona Raymond Rebecca Regina Renee Rhonda Richard Rick Rita Rob Robert Robin Roger Rosa
    Ruth Ryan Sabrina Sally Sam Samantha Samuel Sandra Sara Sarah Scott Sean Shannon Sharon Shawn
    Sheila Shelby Sherry Sierra Simone Sofia Sonia Sophia Sophie Stacey Stacy Stephanie Stephen
    Steve Steven Sue Susan Suzanne Sylvia Tamara Tammy Tanya Tara Taylor Teresa Terry Theresa
    Thomas Tiffany Tim Timothy Tina Todd Tom Tony Tori Tracy Travis Tyler Valerie Vanessa Veronica
    Vicki Victoria Vincent Virginia Vivian Walter Wanda Wendy Whitney William Yolanda Yvonne Zach
    Zachary Zoe""".split()  # noqa: SIM905
)
_SMALL_NAMES = frozenset(name.lower() for name in _FIRST_NAMES)
_TITLES_OF_PEOPLE = frozenset({"dr", "mr", "mrs", "ms"})
# One word that begins with a capital and is nobody's first name.
_NO_FIRST = frozenset(
    """she he they i everyone everybody someone somebody anyone anybody nobody each many some most
    every all both if when while as after before since because that those these there then maybe
    perhaps here today tomorrow now first next last each another other others monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august
    september october november december aetna anthem cigna humana kaiser medicare medicaid optum
    tricare google zoom apple microsoft netlify cloudflare doxy simplepractice headway samaritans
    childline manager managers firefighter firefighters exile exiles protector protectors critic
    critics adult child inner god buddha jesus allah love care kindness coaching treatment
    medication research science email e-mail mail text voicemail english spanish yes no please
    sometimes often nothing something everything together alone clients client adults parent
    patients patient licensed registered certified private online virtual self warmth hope trust
    one two three who whoever whose whether how why where what which""".split()  # noqa: SIM905
)
# Who taught the field, and is spoken of as if she or he worked here.
_TEACHERS = frozenset(
    """schwartz jung freud rogers satir beck linehan shapiro levine porges siegel kolk sweezy
    mcconnell riemersma bowlby ainsworth perls milton gottman winnicott yalom frankl maslow adler
    assagioli kabat-zinn zinn brach chödrön neff gilbert hayes piaget erikson erickson ogden
    fisher fosha rothschild herman maté mate hübl hubl""".split()  # noqa: SIM905
)


@rule("truth-name", "Somebody is named who does not work here")
def truth_name(document: Document, known: Known) -> Problems:
    """A text introduces somebody, or says whom to write to, who does not stand under “people” in
    the facts: “I am …”, “My name is …”, “A consultation with …”, or the title of the page about
    the practice. Mostly a page was copied from another site, and a visitor would take this practice
    for that one.

    **How to mend it:** Write the name of who works here; or add the person to the facts.

    ```yaml
    people:
      jane-doe:
        name: Jane Doe
    ```
    """
    ours = known.names
    if not ours:
        return
    shown = " or ".join(person.name for person in known.facts.people[:3] if person.name)
    for place, name in _named(document):
        words = _words(name)
        is_house = bool(re.search(rf" {_KIND_OF_HOUSE}$", name))
        if (
            words & ours
            or name.isupper()
            or (words <= _NO_NAMES if is_house else words & _NO_NAMES)
        ):
            continue
        if not is_house and re.search(r"\w{4}ing$", name):
            continue  # Motivational Interviewing
        if not is_house and (" ".join(words - _TITLES_OF_PEOPLE) in _NO_FIRST or words & _TEACHERS):
            continue
        yield truth_name.problem(
            *place,
            f"“{name}” is named here as somebody of this practice, and is not in practice.yaml.",
            f"Write {shown or known.facts.practice.name}, or whoever is meant; if {name} works "
            "here, add the name under “people:”.",
        )


def _words(name: str) -> set[str]:
    """Return the words of a name in small letters, without the signs around them."""
    return {
        word.strip(".,’'").removesuffix("'s").removesuffix("’s").casefold()
        for word in re.split(r"[ -]", name)
    }


def _named(document: Document) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield who is named, and where: in the title of a page about the practice, and in its text."""
    title = " ".join(str(document.fields.get("title", "")).split())
    pattern = _TITLES.get(str(document.fields.get("template", "")))
    told: set[str] = set()
    if pattern and (match := pattern.fullmatch(title)):
        name = next(filter(None, match.groups()))
        told.add(name)
        yield (document.path, document.header.line("title")), name
    on_page = document.kind == "page"
    for named, keys in (
        (_NAMED_ON_PAGE, _KEYS) if on_page else (_NAMED, _KEYS_IN_ARTICLES),
        (_INTRODUCED_ON_PAGE, _INTRODUCTIONS)
        if on_page
        else (_INTRODUCED, _INTRODUCTIONS_IN_ARTICLES),
        *(((_HOUSES, _HOUSE_KEYS), (_ALONE, document.words & _SMALL_NAMES)) if on_page else ()),
    ):
        for said in found(document, named, keys):
            group = said.match.lastgroup
            name = _JOB.sub("", next(filter(None, said.match.groups()), "").rstrip(".,’'"))
            if name in told or _is_quoted(said) or _is_imagined(document, name):
                continue
            first, _, other = name.partition(" ")
            if (
                group in _AT_BEGINNING
                and first not in _FIRST_NAMES
                and (not other or group == "alone")
            ):
                continue  # any word begins a sentence with a capital
            told.add(name)
            yield said.place, name


def _is_imagined(document: Document, name: str) -> bool:
    """Return whether a text says of somebody that she is an example, or is called so in it."""
    body = document.header.body
    return any(
        _EXAMPLE.search(body, max(0, match.start() - 60), match.end() + 60)
        for match in re.finditer(re.escape(name), body)
    )


def _is_quoted(said: Said) -> bool:
    """Return whether somebody else is speaking: what stands between quotation marks."""
    start = said.match.start()
    before = said.text[max(0, start - 200) : start + 1]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
