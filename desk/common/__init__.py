"""What several commands use: the project's folders, words for people, files put in place whole."""
