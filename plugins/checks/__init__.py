"""What must be true before anyone else sees it: pure functions that yield problems."""
