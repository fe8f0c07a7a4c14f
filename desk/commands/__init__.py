"""What the commands do that need no room of their own: new, setup, lock, test, start."""
