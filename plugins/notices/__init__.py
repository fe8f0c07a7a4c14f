"""What the law asks a practice to say, from its facts and the states it serves."""
