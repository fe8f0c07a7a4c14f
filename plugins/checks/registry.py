"""Every rule by its code, and what runs: to import this module is to have them all.

A rule stands above the function that finds it (`plugins.checks.rules`), or, if another room finds
it, among the declarations in `plugins.core.rules`; those about one entry of a header each are
made from the list of the entries (`plugins.frontmatter.header`). There is no other list of them.
"""

from __future__ import annotations

import importlib
import pkgutil

from plugins.checks import rules as found_here
from plugins.checks.rules import SITE, TEXT
from plugins.core import rules as found_elsewhere
from plugins.core.problem import RULES

__all__ = ["RULES", "SITE", "TEXT"]

for package in (found_elsewhere, found_here):
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
