"""The plugins of this site: `practice` makes it, `checks` reads it before anyone else does."""
