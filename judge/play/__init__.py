"""A game: be the scheduler, and break a wrong submission."""
