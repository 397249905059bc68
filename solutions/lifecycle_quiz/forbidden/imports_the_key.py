"""Imports the module that the scenarios have the right answers from."""

from answer_key import KEY

ANSWERS = {name: letter for topic in KEY.values() for name, letter in topic.items()}
