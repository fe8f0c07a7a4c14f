"""Families of words that the frames of rules are made of; whoever knows one more writes it in.

A family is a list of words, verbs after “v:”, nouns after “n:”, whatever is never inflected after
“x:”. The name of a family that stands above it stands for its words. Verbs of which the past is
irregular are at the end.
"""

from __future__ import annotations

FAMILIES = {
    # --- Who -----------------------------------------------------------------------------------
    "I": "x: i, we",
    "ME": "x: me, us, myself",
    "MY": "x: my, our, mine",
    "YOU": "x: you",
    "YOUR": "x: your, you",
    "BE": "x: am, is, are, be, been, being, was, were",
    "WILL": "x: will, shall, going to, gonna",
    "CAN": "x: can, may, could",
    "NOT": """
        x: not, no, never, nobody, no one, none, neither, nor, nothing, without, hardly, nowhere""",
    "HEDGE": """
        x: may, might, could, perhaps, maybe, hope, hopes, hoped, hoping, aim, aims, wish, wishes,
        want, wants, wanted, long, longs, try, tries, trying, sometimes, often, would, should,
        believe, believes, some, whether, help, helps, describe, describes, possibly, seek, seeks,
        dream, dreams, intend, intends, imagine, suppose""",
    "NEED": "v: need, require, depend on",
    "RECOMMEND": "v: recommend, suggest, advise, prescribe, swear by, advocate",
    "SEE": "v: see, treat, work with, serve, meet, take, welcome, accept, help, teach",
    "HELP": "v: help, treat, walk, serve, heal, free, guide",
    "SOFT": """
        x: may, might, perhaps, maybe, hope, hopes, hoped, hoping, aim, aims, wish, wishes, long,
        longs, longed, try, sometimes, believe, believes, some, whether, possibly, seek, intend,
        imagine, suppose, goal, together we look, often, usually, many, felt, feel like, some
        people, can feel, picture""",
    "ALWAYS": "x: ever, always, forever, permanently",
    "CLIENT": """
        n: client, patient; x: people i work with, people who work with me, people i see, couples i
        see, of those who come to me, everyone i work with, everyone who finished, everyone who
        works with me, those i work with, people who come to me, women i work with, men i work with,
        those who finish, people who finish, those who work with me""",
    "PEOPLE": """
        x: people, women, men, couples, families, adults, clients, patients, others, survivors,
        teens, veterans, those, everyone, somebody, someone""",
    "THERAPIST": """
        n: therapist, counselor, psychotherapist, psychologist, psychiatrist, clinician, doctor""",
    "THERAPY": """
        x: therapy, psychotherapy, counseling, treatment, therapies, teletherapy, telehealth""",
    "SESSION": "n: session, meeting, appointment, call",
    "WORK": """
        x: this work, parts work, ifs, this therapy, my therapy, my approach, my method, our work,
        our therapy, this approach, this method, my work, unburdening, the ritual, ritual, rituals,
        the process, this process, self energy, my program, our program, internal family systems,
        inner work, the program, ifs therapy, parts therapy""",
    "COACHING": """
        x: coaching, as a coach, as your coach, coaching clients, your coach, i coach, life coach,
        we coach, coach people, coach clients, coaches you""",
    "ENDED": """
        x: vanish, vanishes, melt, melts, dissolve, dissolves, disappear, disappears, fade, fades,
        be gone, is gone, are gone, gone for good, healed, cured, evaporates, crumbles, is over, are
        over, ends here, no longer, loosens its grip, loses its power, lose their power, let go of
        you""",
    "WHOLE": """
        x: lighter, whole, healed, cured, calmer, unburdened, transformed, free of, free from, at
        peace, be free, new person, yourself again, symptom free, recovered, happy again""",
    "THIRD": "x: she, he, her, his, him, herself, himself",
    "STUDY": """
        n: study, trial, participant, survey, researcher, review, meta analysis, guideline, veteran,
        experiment, testing; x: studies, randomized, control group, follow up, pilot, research""",
    "OTHERWISE": """
        x: cannot, can not, group, depends, differs, nobody can, no one can, not for emergencies,
        unless, except, exceptions, exception, if, whether, invented, example, imagine, suppose""",
    # --- Ills and their end --------------------------------------------------------------------
    "ILL": """
        n: trauma, wound, addiction, fear, phobia, symptom, nightmare, flashback, panic attack,
        disorder, illness, eating disorder, burden, migraine, compulsion; x: anxiety, depression,
        panic, ptsd, cptsd, ocd, adhd, shame, burnout, the past, pain, grief, insomnia, bipolar,
        suffering, dissociation, anorexia, bulimia, psychosis, abuse, self harm, suicidality,
        overwhelm, worry, self doubt, guilt, loneliness, exhaustion, stress, anger, heartbreak, self
        hatred, despair, numbness, inner critic, your critic, the critic, exile, exiles, inner
        child, attachment wounds, mental illness, diagnosis, diagnoses, the root, its root,
        abandonment""",
    "DISORDER": """
        n: trauma, addiction, phobia, flashback, panic attack, disorder, diagnosis, exile; x:
        anxiety, depression, ptsd, cptsd, ocd, panic, insomnia, bipolar, dissociation, attachment
        wounds, eating disorders, abuse, psychosis, anorexia, bulimia, mental illness, grief,
        suicidal, self harm, burnout, complex trauma, traumatic, diagnoses, alcoholism,
        schizophrenia, borderline, adhd""",
    "HEAL": """
        v: heal, cure, eliminate, erase, eradicate, dissolve, resolve, fix, end, free, liberate,
        remove, release, vanish, transform, repair, undo, banish, conquer, defeat, overcome,
        unburden, melt, lift, wipe out, get rid of, getting rid of, disappear, rewire, reset, mend,
        silence""",
    "TREAT": """
        v: treat, heal, cure, diagnose, resolve, unburden, process, fix, overcome, release, address,
        recover, work through, relieve, assess, stabilize; x: treatment, therapy for""",
    "VANISH": """
        v: vanish, melt, dissolve, disappear, fade, stop, end, lift, go away, leave, heal, soften,
        drop, fall, ease, quiet, evaporate, resolve, crumble, subside, lose; x: gone, over, behind
        you, history, out of your life, healed, cured, silent""",
    "WELL": """
        x: lighter, whole, healed, cured, free, calm, calmer, peace, peaceful, relief, recovered,
        happy, happier, confident, at ease, safe in your body, yourself again, love yourself, joy,
        joyful, new person, unstuck, unburdened, grounded, transformed, sleep through the night,
        sleep again, at home in your body, alive again, trust yourself, like yourself, symptom free,
        restored""",
    "IMPROVE": """
        v: improve, recover, heal, benefit, get better, feel better, overcome, relapse, lose, leave,
        sleep, finish, succeed, stay together, report, feel, reach, see, experience, find, get well,
        graduate, thrive; x: better, relief, free, well, healed, symptom free, cured, without
        symptoms, results, progress, behind them, satisfied, effective, recovery, healthier,
        happier""",
    "NAMEDGAIN": """
        x: relief, healing, results, result, change, changes, transformation, peace, recovery, calm,
        cure, way out""",
    "ALL": """
        x: all, every, everyone, everybody, each, almost all, almost everyone, nearly all, nearly
        everyone, most, virtually all, virtually everyone, anyone""",
    "FOREVER": """
        x: forever, for good, permanently, once and for all, never comes back, ever again, for life,
        never return, never returns""",
    # --- Medication ----------------------------------------------------------------------------
    "DRUG": """
        n: medication, medicine, med, drug, antidepressant, pill, tablet, prescription, ssri, snri,
        benzodiazepine, benzo, mood stabilizer, antipsychotic, stimulant, painkiller, birth control,
        beta blocker, sedative, tranquilizer, dose, dosage, psychiatric medication; x: zoloft,
        prozac, xanax, lexapro, klonopin, ativan, lithium, adderall, wellbutrin, effexor, cymbalta,
        paxil, celexa, seroquel, lamictal, abilify, valium, ambien, trazodone, ritalin, vyvanse,
        fluoxetine, sertraline, escitalopram, citalopram, bupropion, venlafaxine, alprazolam,
        lorazepam, diazepam, quetiapine, lamotrigine, gabapentin, propranolol, hydroxyzine,
        buspirone""",
    "SUPPLEMENT": """
        x: st john's wort, john wort, wort, magnesium, ashwagandha, cbd, melatonin, psilocybin,
        ketamine, microdosing, microdose, kava, valerian, mushrooms, lion's mane, gaba, 5 htp,
        theanine, cannabis, supplements, vitamin d""",
    "QUIT": """
        v: stop, quit, skip, ditch, drop, lower, reduce, cut, halve, double, raise, increase, taper,
        wean, come off, get off, go off, throw away, toss, flush, replace, discontinue, pause,
        decrease, adjust, avoid, put away, leave behind, let go of, swap, dump, forget, phase out,
        change, cut back, cut down, bin, refuse, outgrow, say goodbye; x: off""",
    "INSTEAD": """
        x: instead of, in place of, rather than, alternative to, alternatives to, replace, replaces,
        better than, replacement for, substitute for, do without, live without, without""",
    "BAD": """
        x: numb, numbs, mask, masks, dull, dulls, silence, silences, poison, poisons, suppress,
        suppresses, block, blocks, toxic, crutch, chemical, unnatural, sedate, sedates, bury, hides,
        unnecessary, band aid, band aids, bandaid""",
    "CHANGE": """
        x: off, free of, need, needs, needed, falls away, replaced, every other, without, instead,
        half, less, more, stop, stopping, taper, tapering, lower, skip, quit, wean, weaning, reduce,
        reducing, alternative, unnecessary, never needed, numb, crutch, goodbye, ditch, better than,
        swap, done with, no longer""",
    "VERDICT": """
        x: superfluous, no use, obsolete, shut the door, shuts the door, before you fill, not need,
        never need, unneeded, blocks, block, numbs, numb, dulls, kill, kills, rob, robs, harm,
        harms, harmful, safe, unsafe, fine, for life, opinion, worse, combine, mix, poison, natural,
        own antidepressant, before trauma work, trap, addictive, never answer, cover, covers, band
        aid, dangerous drugs, better without, too many, overprescribed, big pharma, pharma, mask,
        masks, cooperate, damage, damages""",
    "NEUTRAL": """
        x: tell me, list, which medicines, which medicine, while, also, alongside, both, side by
        side, stopped helping, part, parts, questions, question, whether, is fine, history,
        diagnosis, diagnoses, leave out, take, taken, takes, took, taking, management, arm""",
    "PRESCRIBER": """
        n: doctor, psychiatrist, prescriber, physician, pharmacist; x: prescribes, prescribed,
        medical, prescribing""",
    "KEEP": """
        x: keep taking, keep, continue, stay on, never stop, not stop, not change, sudden,
        suddenly""",
    # --- Confidence ----------------------------------------------------------------------------
    "TELL": """
        v: say, tell, share, confess, disclose, bring, talk about, discuss, reveal, mention, write,
        confide; x: conversations, sessions, words, story, secrets, talks""",
    "PASSON": """
        v: share, tell, repeat, disclose, reveal, report, leak, breathe, pass on, mention, speak,
        betray, divulge, testify, release""",
    "SECRET": """
        x: confidential, confidentiality, secret, secrecy, privacy, private, anonymous, anonymity,
        protected, between us, discretion, discreet, sealed, locked""",
    "ABSOLUTE": """
        x: absolute, absolutely, total, totally, complete, completely, fully, full, 100%, hundred
        percent, strictly, entirely, perfectly, perfect, utterly, guaranteed, guarantee, guarantees,
        always, forever, unconditional, unconditionally, whatever happens, no matter what, without
        exception, under all circumstances, under any circumstances, no exceptions, ironclad,
        airtight, promise, eternal, watertight, unlimited, wholly""",
    "STORY": """
        x: your story, your name, our talks, our sessions, our work, our conversations, you say, you
        said, you tell, you told, you share, you shared, you confess, your secrets, your secret,
        your words, your file, your notes, your record, your records, happens here, this room, our
        room, we discuss, we talk about, our calls, your trust, talk about here, you reveal""",
    "NONE": "x: never, nobody, no one, nothing, not, no, none, zero, without, not one, no record",
    "OUT": """
        x: leave, leaves, come up, outside, hear, hears, learn, learns, obtained, exists, find out,
        anyone, anybody, beyond, elsewhere, police, traced, repeat, repeated, repeats, ears, spouse,
        employer, parents, breathe, out of, get out, gets out, slip, anywhere, shared, access, gets
        access, see, read""",
    "VAULT": """
        x: keep it to myself, keep them to myself, keep it all to myself, between you me, just
        between us, under any circumstances, never told on, no one gets access, nobody gets access,
        vault, no ears, bound to silence, sworn to secrecy, go to jail, none of it gets, none of it
        leaves, goes no further, stays with me, die with me, nothing to find, for anyone to find,
        broke your trust, break your trust, betray you, sealed, grave, fort knox, stays in this
        room, stays here, stays between, bulletproof, unbreakable, locked, lips, tomb, sacred trust,
        remains here, remains between, completely anonymous, zero trace, invisible""",
    "OUTSIDER": """
        n: court, judge, subpoena, parent, insurer, partner, employer, spouse, lawyer, government,
        police, husband, wife, boss, school, hacker, family, stranger, soul""",
    # --- Crisis --------------------------------------------------------------------------------
    "CRISIS": """
        n: crisis, emergency, suicide, overdose; x: crises, danger, suicidal, urgent, urgently,
        distress, self harm, self harming, cutting, not safe, unsafe, ending your life, end your
        life, ending it all, kill yourself, hurt yourself, harm yourself, hurting yourself, harming
        yourself, take your life, taking your life, wants to die, want to die, to die, things get
        dark, at risk, hurting, panic, panicking, hopeless, breaking point, dark night, desperate,
        life threatening, at your worst, rock bottom, worst moments, darkest""",
    "MESSAGE": """
        v: text, message, e-mail, email, mail, write, dm, whatsapp, ping, reply, contact, comment,
        post, send, shoot, drop, leave, reach, call, ring, use, book, fill, chat, reach out""",
    "CHANNEL": """
        n: inbox, bubble, forum, dm, app, text, voice note, form, message, newsletter, calendar,
        chat, comment, e-mail, email, group, portal, line; x: voxer, a text away, on call,
        instagram, facebook, whatsapp, signal, telegram, snapchat, messenger, slack, tiktok,
        twitter, discord, cell, phone, voicemail, number""",
    "SOCIAL": """
        x: instagram, facebook, whatsapp, signal, telegram, snapchat, messenger, slack, tiktok,
        twitter, discord, newsletter, dm, dms, comment, comments, contact form, calendar, inbox,
        email, e mail, mail""",
    "ANYTIME": """
        x: at any hour, any hour, day or night, day and night, 24 7, around the clock, at night, all
        night, midnight, at all hours, a.m, am, right away, immediately, within minutes, seven days
        a week, every hour, in the middle of the night, round the clock""",
    "ON": """
        x: always on, always open, 24 7, around the clock, day and night, day or night, unlimited,
        any hour, at night, nights, all night, middle of the night, midnight, weekends too, within
        minutes, right away, instantly, immediately, every hour, 3am, 2am, 3 am, 2 am, 4 am""",
    "DESPAIR": """
        x: suicide, suicidal, crisis, crises, emergency, emergencies, go on, end it, end it all,
        unsafe, dying, die, kill, hurt yourself, harm yourself, self harm, spiral, spiraling,
        falling apart, breakdown, panic, danger, dangerous, desperate, ledge, overdose, urgent,
        relapse, unbearable, the edge, the voices, hopeless, falls apart, fall apart, acute, harming
        yourself, worst, dark, darkest, distress""",
    "SLOW": """
        x: slow, wrong, i am away, support line, portal, not for, never use, not use, not e mail,
        not email, not read, not a crisis, not answer, never for, no place, not text, not monitor,
        not send, not write, may not, not available, not able, off in, colleague, together, office
        hours, working days, business days, scheduling, appointment, appointments""",
    "HOTLINE": "x: 988, 911, hotline, hotlines, lifeline, crisis line, emergency room, ambulance",
    # --- Numbers and time ----------------------------------------------------------------------
    "SHARE": """
        x: most, every, all, nearly all, nearly every, almost every, almost all, each, majority,
        none, average, typical, hundreds, thousands, dozens, countless, national average, RATIO,
        NUM, hundred, thousand, ninety, eighty, seventy, sixty, four out of, three out of, nine out
        of, factor, triple, double, twice, half""",
    "TREATED": """
        n: client, patient, soul; x: i have guided, i have helped, i guided, i have worked with, i
        work with, work with me, our program, my program, our results, my results, results, worked
        with me, people i serve, i have treated, who finish, complete, completed, graduates, our
        members, women i work with, people i have guided, hearts""",
    "OUTCOME": """
        x: free, better, healed, heal, grown, grow, no longer, home to themselves, in half, half,
        reduction, symptoms, symptom, recover, recovered, recovery, well, improve, improved,
        improvement, relief, success, successful, healthier, happier, satisfied, thrive,
        transformed, transformation, beat, remission, change, changed, freedom, peace, overcome,
        leave, left""",
    "COUNT": """
        x: one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen,
        twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred, hundreds, thousand,
        thousands, dozens, half, third, thirds, quarter, quarters, countless, twice, double""",
    "RATIO": """
        x: percent, per cent, out of every, out of ten, out of five, out of four, out of 10, thirds,
        quarters, fifths, half of, majority of, hundreds, thousands, dozens, countless""",
    "UNIT": """
        n: session, hour, day, week, month, minute, year, weekend, meeting, retreat, second,
        appointment, intensive; x: half a year""",
    "DAY": """
        x: monday, tuesday, wednesday, thursday, friday, saturday, sunday, summer, christmas,
        spring, fall, winter, tomorrow, tonight, overnight, new year""",
    "QUICK": """
        x: instant, instantly, immediate, immediately, rapid, rapidly, fast, quick, quickly,
        lightning, fastest, swift, speedy, overnight""",
    "TURN": """
        x: lighter, healed, cured, be free, free from, free of, calm, calms, calmer, peace, relief,
        shift, shifts, transformation, breakthrough, gone, cleared, reset, resets, rewire, rewired,
        rewires, new person, yourself again, recovered, resolved, unburdened, transform, transforms,
        transformed, heal, overcome, leave behind, joy, confident, are history, is history, bliss,
        panic free, anxiety free, trauma free, be done, resolution, not recognize yourself, clear a,
        goes quiet, go quiet, your life back""",
    "SOON": """
        x: session three, session two, session one, session four, first session, first call, first
        meeting, one weekend, a weekend, single session, one session, day one, minutes, hours,
        weeks, 30 day, 21 day, 90 day, months, sessions, meetings, intensives, intensive, overnight,
        in no time, record speed, express, next week, tomorrow, afternoon, evening, an hour, in
        days, this week, weekend, twice as fast, in a day, in one day, in a month""",
    "LENGTH": """
        x: lasts, lasted, long, minutes long, once a week, meet, notice, workshop, ago, every,
        each""",
    # --- Agencies and titles -------------------------------------------------------------------
    "AGENCY": """
        n: board, government, agency, ministry, authority; x: state, fda, samhsa, hhs, cdc, nih,
        nimh, federal, apa, va, medicare, medicaid, department of health, state of colorado, state
        of california, state of texas, world health organization, executive council, council,
        american psychological association, american psychiatric association, department, national
        institute of mental health, institute of mental health, behavioral sciences, american
        counseling association, official, officially, surgeon general, veterans affairs, commission,
        congress, white house, department of veterans affairs""",
    "APPROVE": """
        v: approve, endorse, recommend, certify, accredit, sanction, clear, recognize, vouch,
        support, back, authorize, choose, select, bless, award, honor, rank, review, stand, trust,
        prefer, list""",
    "APPROVAL": """
        n: approval, endorsement, seal, recommendation, blessing, accreditation, stamp, support,
        certification, award""",
    "OURS": """
        x: my, our, me, us, this site, this website, this practice, this method, parts work, ifs,
        internal family systems, this program, the work i do, the therapy i offer, my practice, this
        therapy, this approach""",
    "PROFESSION": """
        n: psychologist, psychiatrist, neuropsychologist, doctor, physician, lcsw, lmft, mft, social
        worker, nurse, psychoanalyst, dietitian, nutritionist, neuroscientist, marriage and family
        therapist, family therapist, occupational therapist, naturopath, nurse practitioner,
        chaplain, addiction counselor, psychiatric nurse, art therapist; x: psyd, phd, md, lmhc,
        licsw, pmhnp""",
    "TESTING": """
        x: psychological testing, psychological evaluation, psychological evaluations, psychological
        assessment, psychological assessments, psychiatric care, psychiatric, neuropsychological,
        medical advice, medication management, psychoanalysis, psychology practice, psychological
        services, medical practice, adhd testing, medical care""",
    # --- Where ---------------------------------------------------------------------------------
    "BORDERLESS": """
        x: countries, borderless, on the road, moved away, hotel room, out of reach, without a gap,
        time zone, time zones, zip code, log in from, travels with you, comes with you, licensing
        rules, other states, another state, sabbatical, location, wifi, internet connection, globe,
        around the globe, borders, border, coast, state lines, any corner, all corners, worldwide,
        nationwide, anywhere, everywhere, abroad, expat, expats, wherever, overseas, all 50, fifty,
        international, globally, digital nomads, nomads, across the country, no matter where,
        continents, continent, planet, world, traveling, travels, move away, out of state, any
        state, every state""",
    "ANYWHERE": """
        x: anywhere, everywhere, wherever, worldwide, nationwide, internationally, international,
        national, whole country, entire country, across the country, all fifty states, fifty states,
        all 50 states, 50 states, every state, any state, any country, every country, across the
        united states, across the us, across america, abroad, no borders, in the world, overseas,
        europe, global, globally, across state lines, around the world, all over the world, the
        globe, beyond state lines, expats, no matter where, other countries, coast to coast, both
        coasts, planet""",
    "FOREIGN": """
        x: spain, france, germany, london, dubai, europe, canada, india, paris, berlin, italy,
        ireland, scotland, australia, asia, singapore, thailand, bali, japan, portugal, the uk, the
        united kingdom, costa rica, switzerland, austria, amsterdam, toronto, brazil,
        new zealand""",
    # --- Clients -------------------------------------------------------------------------------
    "OCCUPATION": """
        n: dentist, firefighter, cop, oncologist, bride, detective, plumber, electrician, scientist,
        judge, pastor, chef, engineer, pediatrician, cellist, principal, senator, nurse, teacher,
        rabbi, priest, chief, lawyer, rancher, doctor, surgeon, officer, soldier, reporter, mayor,
        professor, musician, actor, writer, farmer, pilot, baker, accountant, student, midwife,
        paramedic, librarian, architect, minister, sheriff, coach, banker, journalist, grandfather,
        waitress, barista, mechanic, carpenter, ceo, nun, monk, dancer, violinist, pharmacist,
        realtor, owner, athlete, politician, contractor, programmer; x: teaches, farms, owns, runs,
        played, plays, coaches, plays for, works at, works for, works as, orchestra""",
    "RELATIVE": """
        n: husband, wife, brother, sister, son, daughter, mother, father, twin, child, boy, girl,
        grandmother, grandfather, fiance, ex-husband, stepfather, baby, kid, widow, widower,
        marriage; x: divorce, divorced, children, affair, miscarriage, of five, of two, of three, of
        four, married""",
    "PLACED": """
        x: county, town, city, village, hospital, church, school, company, university, district,
        bakery, vineyard, mountain, store, street, shift, team, orchestra, downtown""",
    # --- Praise, pressure, reviews -------------------------------------------------------------
    "SAY": """
        v: say, tell, write, report, describe, call, share, thank, rave, love, agree, mention, put
        it, recommend""",
    "PRAISE": """
        x: changed, saved, best, recommend, turning point, heard, healed, thank, grateful, gave me,
        life back, safe, loved, never felt, finally, amazing, wonderful, warmest, kind, found peace,
        transformed, helped me, saw me, incredible, gift, freed, sleep again, understood, better,
        sleep, joy, peace, life changing""",
    "PRAISERS": """
        x: people i have worked with, man i worked with, woman i worked with, people i worked with,
        client, clients, patient, patients, former, one woman, one man, one mother, one father, a
        couple, families, those who, a mother, a father, others, graduates, many, people""",
    "PRAISES": """
        x: call, called, calls, talk about, say, says, said, put it, love, told, tell, wrote, write,
        describe, describes, thank, thanks, thanked, recommend, recommends, rave, swear, swears,
        speak, report, credit, credits, share, shared, shares, tell me, told me, tell me so, thanked
        me""",
    "GLORY": """
        x: answer to prayer, glowing, alive again, life changing, saved their, changed their, best,
        gift, lives, life, understood, saved, changed, different person, breathe again, money, ever,
        never, finally, amazing, transformed, miracle, safe, seen, heard, healed, grateful, magic,
        blessing, incredible, better, recommend, trust, gentle, warm, wise, marriage""",
    "BARGAIN": """
        x: upfront, up front, first five, first ten, first three, first 10, lock in, old price, two
        for one, joins free, for each friend, send a friend, half the price, special, payment in
        full, full payment, on us, on the house, prepay, price goes up, prices go up, instead of $,
        save $, both save, black friday, cyber monday, gift card, coupon, promo, sale, flash, bonus,
        free of charge, out of pocket, no out of pocket, sixth, eleventh, bundle, package,
        introductory, reduced to, discount, percent off, deal, bogo, referral bonus, reward, cash
        back, giveaway, raffle""",
    "SCARCE": """
        x: about to close, left out, nearly full, almost full, secure your, filling, last spots, few
        spots, going fast, hurry, now or never, before they are gone, do not miss, last chance,
        limited spots, sells out, sold out, waitlist closes, doors close, enrollment closes, while
        you can, running out, claim your, grab your, final spots, countdown, today only, this week
        only""",
    "PUBLIC": """
        x: google, yelp, online, publicly, public, instagram, facebook, followers, guestbook,
        healthgrades, psychology today, zocdoc, world, tiktok, social media, website, page,
        linkedin, friends, wall of love, this site""",
    "VOICE": """
        x: reviewing, shared your story, wall of love, honest opinion, opinion, review, reviews,
        recommend, rate, rating, stars, testimonial, testimonials, tag, tell, share, post, word,
        words, quoted, say so, thoughts, story, feedback, praise, shoutout, experience, leave,
        write, comment, spread, recommendation""",
    "HEALER": "x: me, us, our, my, therapy, sessions, session, your healing, with us, practice",
    "RIVAL": """
        x: couch, counselors, counselor, therapists, therapist, last therapist, old methods, other
        methods, therapies, other therapies, other therapy, cbt, emdr, dbt, psychoanalysis, talk
        therapy, talking, conventional, traditional, old therapies, mainstream, years of therapy,
        years in therapy, other approaches, standard treatment, other programs, behavioral therapy,
        counseling, exposure, meditation, psychiatry, worksheets""",
    "SCORN": """
        x: joke, first aid, settle for, left you, leaves you, drug you, empty, keep you, never gets
        past, can not do what, will not reach, will not do what, nod, nods, bill, mold, waste,
        wasted, wasting, not work, never work, manage, manages, could not, can not touch, can not
        reach, never gets, never reaches, band aid, surface, paint, painting, symptoms, stuck, fail,
        fails, failed, useless, outdated, shallow, rehash, rehashing, go in circles, nowhere, dead
        end, not heal, superficial, ineffective, miss, misses, not care, keeps people, keep people,
        keeps you, in their heads, in your head, for decades, stay the same, same place, not enough,
        harm, harms, retraumatize, retraumatizes, old school, obsolete, cold, lies, scam, placebo,
        expensive, endless, numb, numbs""",
    "BALANCE": """
        x: some, both, side by side, suit, suits, different, fit, ranking, if you are happy, also,
        evidence, studied, respect, many people, for others, depends, used to""",
    "WORDS": """
        n: word, voice, story, letter, note, testimonial, quote, testimony, review, message; x:
        feedback, praise""",
    "OFFER": "n: spot, place, slot, space, seat, opening, package, bundle, deal, offer, discount",
    "COPAY": """
        n: copay, copayment, co-pay, deductible, co-insurance, coinsurance, share, bill; x: co pay,
        co insurance, patient responsibility, your part, your portion""",
    "WAIVE": "v: waive, forget, write off, cover, absorb, drop, skip, forgive, eat, swallow",
    "RATE": "v: rate, review, recommend, praise, star, endorse, applaud",
    "GIVE": """
        v: leave, write, post, give, send, share, submit, drop, collect, put, add, publish, gather,
        love, appreciate, welcome, need, want""",
    "REVIEW": "n: review, rating, testimonial, star, recommendation, endorsement; x: thumbs up",
    "LINES": "n: line, word, sentence, story, experience; x: feedback, praise",
    "SCRATCH": """
        v: scratch, touch, mask, numb, treat, manage, talk, cover, dull, hide, listen, nod, cope,
        look, teach, skim, rehash, circle""",
    "PLATFORM": """
        x: google, yelp, psychology today, healthgrades, facebook, zocdoc, trustpilot, google maps,
        instagram, tripadvisor, my site, this site, my website, this website, online, ratemds,
        vitals, nextdoor, linkedin""",
    # --- Others' work --------------------------------------------------------------------------
    "OTHER": """
        x: talk therapy, talking therapy, cbt, dbt, emdr, psychoanalysis, conventional therapy,
        traditional therapy, regular therapy, other therapy, ordinary therapy, ordinary counseling,
        standard therapy, behavior therapy, behavioral therapy, cognitive therapy, exposure therapy,
        mindfulness, other therapies, traditional therapies, conventional therapies, other
        therapists, most therapists, traditional therapists, conventional therapists, other
        approaches, other methods, traditional counseling, conventional counseling, therapy alone,
        somatic therapy, hypnosis, meditation, psychodynamic therapy, most therapy, mainstream
        therapy, your last therapist, your old therapist, everything else, big platforms, many
        therapists, typical therapy, therapy as usual""",
    "PUTDOWN": """
        x: waste, useless, outdated, stuck, never reaches, no idea, retraumatizes, retraumatize,
        retraumatizing, fails, fail, failed, surface, band aid, band aids, superficial, cannot heal,
        machines, endless, does not work, did not work, do not work, nothing happens, shallow,
        worse, harms, harmful, damaging, symptoms, miss the point, misses the point, misses, ignore,
        ignores, never get, never gets, never touch, never touches, never goes, never go, falls
        short, fall short, overrated, cold, robotic, broken, numbs, leave you, leaves you, keeps
        you, keep you, dead end""",
}

# Verbs whose past is not made with -ed.
IRREGULAR = {
    "come": "came", "get": "got gotten", "go": "went gone", "leave": "left", "feel": "felt",
    "find": "found", "say": "said", "tell": "told", "write": "wrote written",
        "speak": "spoke spoken",
    "bring": "brought", "send": "sent", "shoot": "shot", "ring": "rang rung", "cut": "cut",
    "throw": "threw thrown", "quit": "quit", "put": "put", "let": "let", "give": "gave given",
    "see": "saw seen", "lose": "lost", "sleep": "slept", "fall": "fell fallen",
        "undo": "undid undone",
    "overcome": "overcame overcome", "choose": "chose chosen", "stand": "stood", "forget":
    "forgot forgotten forgetting", "eat": "ate eaten", "fix": "fixed", "reset": "reset",
    "wipe": "wiped", "withdraw": "withdrew", "keep": "kept", "thank": "thanked", "forgive":
    "forgave forgiven", "bin": "binned",
}  # fmt: skip
