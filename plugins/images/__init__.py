"""Make a writer's pictures fit to be published: small, straight, and silent about where they were.

    formats       the first bytes of a file -> what it is, whatever its name says
    raster        a photograph -> upright, in sRGB, at most as large as a page can use
    svg           a drawing -> the same without what could run, load or tell
    inline_svg    the same as a part of the page, in the site's own colors
    variants      how large, in which formats and how well each picture is stored
    pipeline      a file -> everything that a page needs of it, through all of the above
    markup        what was made -> `<picture>` and `<img>`
    references    where a page shows or links one, and what its writer says of it there
    placing       what was made -> into the bodies, and the portraits of the people

Nothing here knows Pelican. What cannot be published is raised as `PictureError`, whose words follow
“The picture … ”.
"""

from __future__ import annotations

from plugins.core.problem import Problem, Rule


class PictureError(ValueError):
    """Raised for a picture that cannot be published, what is wrong, its remedy and rule."""

    def __init__(self, what: str, remedy: str, rule: Rule) -> None:
        super().__init__(what, remedy, rule)
        self.what, self.remedy, self.rule = what, remedy, rule

    def problem(self, path: str, line: int, name: str) -> Problem:
        """Return the problem of a file that calls the picture by this name on this line."""
        return self.rule.problem(path, line, f"The picture “{name}” {self.what}.", self.remedy)
