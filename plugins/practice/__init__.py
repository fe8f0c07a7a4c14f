"""Read and validate the facts of a practice, and turn them into schema.org's nodes."""
