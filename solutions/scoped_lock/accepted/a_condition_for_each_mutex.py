"""Under one lock claims all or none; who finds one claimed sleeps at that very mutex."""

import threading
from dataclasses import dataclass, field

GATE = threading.Lock()


@dataclass
class Place:
    users: int = 0
    claimed: bool = False
    free: threading.Condition = field(default_factory=lambda: threading.Condition(GATE))


PLACES: dict[int, Place] = {}


class ScopedLock:
    def __init__(self, *mutexes):
        self.mutexes = list({id(mutex): mutex for mutex in mutexes}.values())

    def __enter__(self):
        self._claim()
        taken = 0
        try:
            for mutex in self.mutexes:
                mutex.acquire()
                taken += 1
        finally:
            if taken < len(self.mutexes):
                self._give_back(taken)
        return self

    def __exit__(self, kind, error, traceback):
        self._give_back(len(self.mutexes))

    def _claim(self):
        with GATE:
            places = [PLACES.setdefault(id(mutex), Place()) for mutex in self.mutexes]
            for place in places:
                place.users += 1
            while claimed := [place for place in places if place.claimed]:
                claimed[0].free.wait()
            for place in places:
                place.claimed = True

    def _give_back(self, taken):
        for mutex in self.mutexes[:taken]:
            mutex.release()
        with GATE:
            for mutex in self.mutexes:
                place = PLACES[id(mutex)]
                place.claimed = False
                place.users -= 1
                place.free.notify_all()
                if place.users == 0:
                    del PLACES[id(mutex)]
