"""The facts of a practice: practice.yaml read, validated, and as schema.org's nodes."""
