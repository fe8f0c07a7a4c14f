"""The rules, a module for each thing that is looked after."""
