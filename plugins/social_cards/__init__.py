"""The card that stands beside a link when somebody shares it."""
