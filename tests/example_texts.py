"""What the invented practices of example_practices.py give to read.

A title is a thing in the singular, so that sentences can speak of it; an article joins an opening,
three sections and, two times out of three, two questions.
"""

from __future__ import annotations

import re
from typing import Any

from unidecode import unidecode

FAR_FROM_HOME = (
    "A first winter in a new city",
    "The accent that stays",
    "A telephone call home on Sundays",
    "A visit after ten years",
    "The language in which you count",
    "A box that was never unpacked",
)
WORK = (
    "The meeting after the meeting",
    "A desk in the bedroom",
    "The colleague who left without a word",
    "A promotion you did not want",
    "The message at eleven at night",
    "A week without a weekend",
    "The body that keeps the score of deadlines",
    "A career that began by chance",
)
SUBJECTS = {
    "Sorrow": (
        "Grief that comes late",
        "The chair nobody sits in",
        "A farewell by telephone",
        "The birthday of somebody who died",
        "A house that has to be sold",
        "The friend who stopped calling",
        "A dog that was family",
        "The year after the year of mourning",
        "A loss that others call small",
        "The letter that was never sent",
        "Anger at the one who died",
        "A photograph in the drawer",
    ),
    "Work and rest": (
        "Tiredness that sleep does not mend",
        "The list that grows at night",
        "A holiday with the laptop",
        "The word no",
        "A Sunday afternoon with a knot in it",
        "Praise that does not land",
        "The mistake from last spring",
        "A job that ended",
        "The colleague who never stops",
        "A body that says slow down",
        "The envy nobody admits",
        "A Monday that begins on Saturday",
    ),
    "Families": (
        "The seat at the head of the table",
        "A brother who takes up the room",
        "The question about children",
        "A mother who calls too often",
        "A father who never calls",
        "The silence after a quarrel",
        "A second wedding",
        "The child who moved away",
        "A secret that everybody knows",
        "The holiday that always ends badly",
        "A daughter who knows better",
        "The inheritance of a sharp tongue",
    ),
    "Fear": (
        "The worry that wakes at three",
        "A heart that races in the supermarket",
        "The bridge you drive around",
        "A test result that takes its time",
        "The party you left early",
        "A door that has to be checked",
        "The plane you did not board",
        "A voice that shakes",
        "The news before breakfast",
        "A dentist you have not seen for years",
        "The fear of being found out",
        "A crowd with no way out",
    ),
}
SUBJECTS_ES = {
    "Duelo": (
        "El duelo que llega tarde",
        "La silla que nadie ocupa",
        "Una despedida por teléfono",
        "El cumpleaños de quien ya no está",
        "La casa que hay que vender",
        "Una carta sin enviar",
    ),
    "Descanso": (
        "El cansancio que el sueño no quita",
        "La lista que crece de noche",
        "Un domingo con un nudo en el estómago",
        "La palabra no",
        "El elogio que no llega adentro",
        "Una semana sin pausa",
    ),
}
BECAUSE = (
    "It asks for nothing and is short.",
    "It looks at the same thing from closer by.",
    "After two quiet ones, this one may stir something up.",
    "It says what has helped others to go on.",
    "It is the one to read when you have some time.",
)
_SUMMARIES = {
    "": (
        "On {it}: how it begins, what it may be asking for, and what tends to help.",
        "What people say about {it}, what may help for an evening, and whom to ask.",
        "A few plain pages about {it}, with one thing to try and nothing to prove.",
    ),
    "es": (
        "Cómo empieza {it}, qué puede estar pidiendo y qué suele ayudar.",
        "Lo que se suele decir cuando aparece {it}, y algo que probar esta misma tarde.",
    ),
}
_OPENINGS = {
    "": (
        (
            "Nobody plans for {it}. It turns up on an ordinary Tuesday, between the dishes and the "
            "last message of the day, and by the time you notice it, it has already taken a chair."
        ),
        (
            "Ask ten people about {it} and nine of them will change the subject. The tenth will "
            "look out of the window for a moment and then say something short and true."
        ),
        (
            "There is no good hour for {it}. In the morning it is too early to think about, and in "
            "the evening it is too late to do anything. So it waits, and it is patient."
        ),
        (
            "It would be easier to talk about {it} if it had a name like a broken wrist has. "
            "People would ask how it happened and hold the door for you."
        ),
        (
            "You can live beside {it} for a long time without a word. It becomes part of the "
            "house, like a stair that creaks, and you learn to step over it in the dark."
        ),
    ),
    "es": (
        (
            "Nadie hace planes para {it}. Aparece un martes cualquiera, entre los platos y el "
            "último mensaje del día, y cuando uno se da cuenta, ya ha tomado asiento."
        ),
        (
            "No hay buena hora para {it}. Por la mañana es demasiado temprano para pensarlo, y por "
            "la noche es demasiado tarde para hacer algo. Así que espera, con paciencia."
        ),
        (
            "Se puede vivir mucho tiempo junto a {it} sin decir una palabra. Se vuelve parte de la "
            "casa, como un escalón que cruje y que se aprende a saltar en la oscuridad."
        ),
    ),
}
_SECTIONS = {
    "": (
        (
            "How it begins",
            (
                "Mostly with something small. A song in a shop, a date on a form, a jacket that "
                "still hangs by the door. The body is often quicker than the thought: the "
                "shoulders rise, the breath goes shallow, and only then comes the sentence that "
                "explains it."
            ),
            (
                "It helps to notice that order. What arrives first in the body can also be met "
                "there, with two feet on the floor and a slow look around the room."
            ),
        ),
        (
            "What it may be asking for",
            (
                "A feeling that comes back each week is seldom there to annoy you. Often it wants "
                "something quite plain, such as an hour alone, an answer that is overdue, or "
                "somebody who listens to the end."
            ),
            (
                "You need not give it what it wants. It is enough, at first, to ask and to wait "
                "for what comes. Write down three words, put the paper away and look again "
                "tomorrow."
            ),
        ),
        (
            "What others make of it",
            (
                "People mean well and say odd things. *It will pass. Think of something nice. My "
                "cousin had that.* You may thank them for the thought and keep your own counsel."
            ),
            (
                "One person who can bear it when you say nothing is worth more than ten who know "
                "what to do. If you have such a person, tell them that this is what you need."
            ),
        ),
        (
            "One thing to try",
            (
                "Set a clock to ten minutes. For those ten minutes you may think about nothing "
                "else, on a chair that you do not use for anything else. When the clock rings, "
                "stand up, wash your hands and do the next ordinary thing."
            ),
            (
                "Some people find that the rest of the day becomes quieter. Others find out on the "
                "chair what they did not want to know, and bring that to a conversation."
            ),
        ),
        (
            "When it is the wrong moment",
            (
                "There are weeks in which nothing should be stirred up: before an examination, in "
                "the middle of a move, while a child is ill. Then it is no cowardice to close the "
                "lid. Make a note of the day on which you want to open it again."
            ),
            (
                "Keep that day. What is put off without a date tends to come by itself, and seldom "
                "at a good time."
            ),
        ),
        (
            "What tends to make it heavier",
            (
                "Too little sleep, too much coffee, and a telephone in the hand at midnight. None "
                "of them is the cause, and each of them turns up the sound."
            ),
            (
                "Being hard on yourself belongs on the same list. *I should be over this* has "
                "rarely moved anyone an inch. *This is hard, and I am still here* sometimes has."
            ),
        ),
        (
            "What a conversation can do",
            (
                "It can put things into an order that was not there before. You say a sentence "
                "aloud and hear that it is not quite right, and in mending it you come upon the "
                "next one."
            ),
            (
                "It cannot take away what happened. Nobody can promise you that, and you should be "
                "wary of anybody who does."
            ),
        ),
    ),
    "es": (
        (
            "Cómo empieza",
            (
                "Casi siempre con algo pequeño. Una canción en una tienda, una fecha en un "
                "formulario, una chaqueta que sigue colgada junto a la puerta. El cuerpo suele ser "
                "más rápido que el pensamiento: suben los hombros, la respiración se acorta, y "
                "solo entonces llega la frase que lo explica."
            ),
            (
                "Ayuda fijarse en ese orden. Lo que llega primero al cuerpo también se puede "
                "atender ahí, con los dos pies en el suelo y una mirada lenta por el cuarto."
            ),
        ),
        (
            "Qué puede estar pidiendo",
            (
                "Lo que vuelve cada semana rara vez viene a molestar. A menudo quiere algo "
                "sencillo: una hora a solas, una respuesta pendiente, alguien que escuche hasta el "
                "final."
            ),
            (
                "No hace falta darle lo que quiere. Al principio basta con preguntar y esperar. "
                "Escriba tres palabras, guarde el papel y vuelva a mirarlo mañana."
            ),
        ),
        (
            "Algo que probar",
            (
                "Ponga un reloj a diez minutos. Durante ese tiempo puede pensar solo en esto, en "
                "una silla que no use para otra cosa. Cuando suene, levántese, lávese las manos y "
                "haga lo siguiente que toque."
            ),
            (
                "A algunas personas el resto del día se les vuelve más tranquilo. Otras descubren "
                "en la silla lo que no querían saber, y lo llevan a una conversación."
            ),
        ),
        (
            "Lo que puede hacer una conversación",
            (
                "Puede poner las cosas en un orden que antes no tenían. Uno dice una frase en voz "
                "alta, oye que no es exacta, y al corregirla encuentra la siguiente."
            ),
            (
                "No puede borrar lo que pasó. Nadie puede prometer eso, y conviene desconfiar de "
                "quien lo promete."
            ),
        ),
    ),
}
_PULLED = {
    "": (
        "> It is enough, for today, to know that it is there.\n{: .pull}",
        "> You may stop in the middle of this page.\n{: .pull}",
        "> [!A word on pace]\n> Read this in pieces. Nothing is lost if you go and make tea.",
        (
            "| In the moment | In the week after |\n|---|---|\n| Two feet on the floor | A walk at "
            "the same hour each day |\n| A slow look around the room | Ten minutes on the chair "
            "|\n| A glass of water | One message to one person |"
        ),
        "Pause here, and notice how you are sitting.\n{: .pause}",
    ),
    "es": (
        "> Por hoy basta con saber que está ahí.\n{: .pull}",
        "Haga una pausa y note cómo está sentado el cuerpo.\n{: .pause}",
    ),
}
_ASKED = {
    "": (
        "## Questions people ask",
        (
            "Is it too small a thing to bring? What about {it}?",
            (
                "Nothing has to be large to be brought. If it takes up room in your day, it is a "
                "reason to talk, and the size of it often becomes clear only while you speak. You "
                "may also find that one conversation was all that it needed, and leave it there."
            ),
        ),
        (
            "Where would we begin with {it}?",
            (
                "With whatever is on your mind that morning. You could say how the week was, or "
                "what you noticed on the way. Whoever listens will ask a question when you are "
                "stuck, and wait when you are not. No preparation is needed, and nothing has to be "
                "told in order."
            ),
        ),
    ),
    "es": (
        "## Preguntas que hace la gente {.faq}",
        (
            "¿Es poca cosa para una consulta? ¿Y {it}?",
            (
                "Nada tiene que ser grande para traerlo. Si ocupa un lugar en su día, es razón "
                "para hablar, y su tamaño a menudo se ve solo mientras se habla. También puede ser "
                "que una conversación haya bastado, y dejarlo ahí."
            ),
        ),
        (
            "¿Por dónde se empieza con {it}?",
            (
                "Por lo que tenga en mente esa mañana. Puede contar cómo fue la semana o qué notó "
                "por el camino. Quien escucha preguntará cuando usted se quede sin palabras, y "
                "esperará cuando no. No hace falta preparar nada."
            ),
        ),
    ),
}
PAGES_ES: dict[str, tuple[dict[str, Any], str]] = {
    "home": (
        {
            "title": "Puede empezar antes de saber qué decir.",
            "summary": "Terapia en Tucson y en línea, en español, con una primera conversación "
            "que no compromete a nada.",
            "template": "home",
        },
        (
            "## Con quién hablaría\n\nDos de nosotros atienden en español. Cuéntenos en una o dos "
            "frases qué busca, y le diremos quién puede ser la persona adecuada, o dónde más "
            "podría preguntar.\n\nNo hace falta contar nada doloroso en un primer mensaje. Bastan "
            "un nombre y una manera de comunicarnos con usted.\n"
        ),
    ),
    "articles": (
        {
            "title": "Artículos",
            "summary": "Textos sencillos para leer a su ritmo.",
            "template": "articles",
            "menu": "Artículos",
            "menu_order": 1,
        },
        (
            "Puede leer en orden o empezar donde quiera. Leer no es terapia, y se puede dejar "
            "cualquier página a la mitad.\n"
        ),
    ),
    "about": (
        {
            "title": "Quiénes somos",
            "summary": "Quién trabaja aquí y qué puede preguntar antes de decidir nada.",
            "template": "about",
            "menu": "Quiénes somos",
            "menu_order": 3,
        },
        (
            "Compartimos una sala de espera, una tetera y un limonero. Cada persona trabaja a su "
            "manera, y usted puede elegir con quién quiere hablar.\n\n## Qué puede "
            "preguntar\n\nTodo lo que le ayude a decidir: la formación, la licencia y cómo "
            "comprobarla, la manera de trabajar y qué otras posibilidades hay. Una pregunta "
            "sencilla merece una respuesta sencilla.\n"
        ),
    ),
    "consultation": (
        {
            "title": "Una primera conversación",
            "summary": "Cómo comunicarse con nosotros, qué pasa en una primera conversación y qué "
            "no hace falta preparar.",
            "template": "consultation",
            "menu": "Consulta",
            "menu_order": 4,
        },
        (
            "Una primera conversación sirve para saber si nos entendemos. Todavía no es una sesión "
            "de terapia, y es gratuita.\n\n## Qué no hace falta preparar\n\nNo necesita un "
            "diagnóstico ni una historia ordenada. Deje fuera del mensaje lo clínico, como "
            "síntomas o medicación. Bastan su nombre, el estado donde está y una manera de "
            "llamarle.\n"
        ),
    ),
}


def slug(title: str) -> str:
    """Return the name of the file for a title."""
    return re.sub(r"[^a-z0-9]+", "-", unidecode(title).lower()).strip("-")


def within(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return title[0].lower() + title[1:]


def summary(title: str, number: int, lang: str = "") -> str:
    """Return the summary of the article of this number."""
    return _pick(_SUMMARIES[lang], number).format(it=within(title))


def article(title: str, number: int, lang: str = "") -> str:
    """Return the text of the article of this number."""
    sections, it = _SECTIONS[lang], within(title)
    parts = [_pick(_OPENINGS[lang], number).format(it=it)]
    for step in range(3):
        heading, *paragraphs = sections[(number + 2 * step) % len(sections)]
        parts += [f"## {heading}", *paragraphs]
        if step == number % 2:
            parts.append(_pick(_PULLED[lang], number))
    if number % 3 < 2:
        heading, *asked = _ASKED[lang]
        parts.append(heading)
        for question, answer in asked:
            parts += [f"### {question.format(it=it)}", answer]
    return "\n\n".join(parts) + "\n"


def _pick(some: tuple[str, ...], number: int) -> str:
    return some[number % len(some)]
