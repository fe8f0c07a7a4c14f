"""Publishing: decide with the consequences in view, send what differs, verify, go back.

    publish_yaml   content/publish.yaml -> the places where the site may go, each by its name
    manifest       what a site consists of: a sha256 and a size for each file; what differs
    changes        two sites -> what a visitor will find changed, new, removed (words, redirects)
    consent        the changes -> shown; a yes, a yes of its own, or the practice's name
    targets        a place -> its live manifest; the new site sent there, at once or not at all
    verify         the live address -> is it what was sent? In one line
    addresses      every address ever published -> it exists, leads on, or is declared gone

`publish` is the command that takes these steps in this order.
"""
