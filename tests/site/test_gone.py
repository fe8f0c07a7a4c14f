"""An old address may be declared gone: no page stands there, and hosts that can say so do."""

from __future__ import annotations

from pathlib import Path

from tests.trial_site import TrialSite


def test_nothing_is_written_at_an_address_that_is_gone_and_the_host_is_told(
    site: TrialSite,
) -> None:
    site.article("sound")
    site.write("redirects.yaml", "/shop/: gone\n/old: /articles/sound/\n")
    built = site.build(delivered=True)
    assert [
        line.strip() for line in built.text(".htaccess").splitlines() if line.endswith("[G]")
    ] == [r'RewriteRule "^shop(?:/(?:index\.html)?)?$" - [G]']
    assert "old/index.html" in built.files()
    assert "shop/index.html" not in built.files()


def test_a_link_or_a_redirect_to_what_is_gone_is_broken(site: TrialSite) -> None:
    site.article("sound", "Buy it [there](/shop/).\n")
    site.write("redirects.yaml", "/shop/: gone\n/store/: /shop/\n")
    said = [(Path(p.path).name, p.line, p.rule, p.message) for p in site.build().errors()]
    assert said == [
        ("sound.md", 7, "link-broken", "The link “/shop/” leads nowhere."),
        (
            "redirects.yaml",
            2,
            "redirect",
            "The redirect “/store/” leads to /shop/, which is not there.",
        ),
    ]


def test_an_old_address_may_lead_to_one_that_leads_on(site: TrialSite) -> None:
    site.article("sound")
    site.write("redirects.yaml", "/first/: /second/\n/second/: /articles/sound/\n")
    built = site.build()
    assert built.said() == []
    assert {"first/index.html", "second/index.html"} <= set(built.files())


def test_what_is_there_is_not_gone_and_one_address_is_one_or_the_other(site: TrialSite) -> None:
    site.article("sound", redirects=["/shop/"])
    site.write("redirects.yaml", "/shop: gone\n/articles/sound/: gone\n")
    taken = (
        "“/articles/sound/” is the address of a page of this site, so nobody would see it. "
        "Remove the redirect, or give that page another slug."
    )
    shown = site.content / "redirects.yaml"
    assert site.build().said() == [
        f"sound.md:6: “/shop/” already is declared gone ({shown}:1). Keep one of the two.",
        f"redirects.yaml:2: {taken}",
    ]
