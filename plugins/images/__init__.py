"""Make a writer's pictures fit to be published: small, straight, and silent about where they were.

    formats       the first bytes of a file -> what it is, whatever its name says
    raster        a photograph -> upright, in sRGB, at most as large as a page can use (pixels)
    svg           a drawing -> the same without what could run, load or tell (svg_rules)
    inline_svg    the same as a part of the page, in the site's own colors
    variants      how large, in which formats and how well each picture is stored
    pipeline      a file -> everything that a page needs of it, through all of the above
    markup        what was made -> `<picture>` and `<img>`
    description   is the text that stands for a picture any help?
    references    where a page shows or links one; placing, body_images, portraits put them there

Nothing here knows Pelican. What cannot be published is raised as `PictureError`, whose words follow
“The picture … ”.
"""

from __future__ import annotations

from plugins.core.problem import Rule


class PictureError(ValueError):
    """Raised for a picture that cannot be published, what is wrong, its remedy and rule."""

    def __init__(self, what: str, remedy: str, rule: Rule) -> None:
        super().__init__(what, remedy, rule)
        self.what, self.remedy, self.rule = what, remedy, rule
