"""Quizzes: questions whose answers are observed, not written down, wherever a snippet can show."""
