"""Do what the commands need no room of their own for: new, setup, lock, test, start."""
