"""Publishing: decide with the consequences in view, send what differs, verify, go back.

    config       content/publish.yaml, publish.schema.json -> the places where the site may go
    build_once   the site as it is published to a place
    changes      two sites -> what a visitor will find changed, new, removed (words, redirects)
    report       the changes -> a list on the terminal
    confirm      the changes -> a yes, a yes of its own, or the practice's name
    target       what every place does; targets: a place -> its live manifest, the new site sent
                 there, at once or not at all
    verify       the live address -> is it what was sent? In one line

`publish` is the command that takes these steps in this order. What a site consists of (a sha256 and
a size for each file), and every address ever published, are in plugins/delivery.
"""
