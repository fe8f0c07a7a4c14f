"""Write what the practice's files are to hold: nothing is torn, and nothing is lost.

It knows no browser and no terminal. What cannot be done is raised as `WritingError`, in sentences
for whoever writes; names are those below the content, with `/`.

    disk          bytes into a file, whole or not at all; which names may be written
    history       the last fifty versions of each file;  drafts   what is not saved yet
    journal       several changes at once: begun is ended;  call `recover` before anything else
    files         read, save, restore; `ChangedOutsideError` brings what somebody else has saved
    headers       the header of a text as fields;  facts   practice.yaml and the reading paths
    survey        where each text stands on the site, and what leads where
    changes       new, rename, delete, schedule, reviewed: each a plan, then carried out
    follow        what follows when a text gets another address
    new_texts     how a new text begins;  pictures   taken in, and where they are used

Former versions and unsaved text lie beside the content, in `.history/`.
"""
