"""Thread katas: multithreading exercises and the judge that controls the scheduler."""

__version__ = "0.1.0"
