"""Speeds and sizes, measured; nothing here runs in the tests."""
