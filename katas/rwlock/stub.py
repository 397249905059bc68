"""A lock that lets any number of readers in at once, or one writer alone."""


class ReadWriteLock:
    """Readers share, a writer is alone; any thread may give back what another one took."""

    def __init__(self) -> None:
        """Make a lock that nobody holds."""
        raise NotImplementedError

    def acquire_read(self) -> None:
        """Wait until no writer is inside, then count as one more reader."""
        raise NotImplementedError

    def release_read(self) -> None:
        """Give back one reader's hold."""
        raise NotImplementedError

    def acquire_write(self) -> None:
        """Wait until nobody at all is inside, then be the one writer."""
        raise NotImplementedError

    def release_write(self) -> None:
        """Give back the writer's hold."""
        raise NotImplementedError
