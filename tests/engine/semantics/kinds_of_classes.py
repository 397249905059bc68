# ruff: noqa
"""Enums, generics, exceptions and other special classes, as in plain Python."""

import abc
import enum
import typing


def subclasses_of_containers():
    class Limited(list):
        limit = 2

        def __init__(self, items=()):
            super().__init__(items)
            self.dropped = 0

        def append(self, item):
            if len(self) >= self.limit:
                self.dropped += 1
                return
            super().append(item)

    class Folded(dict):
        def __setitem__(self, key, value):
            super().__setitem__(key.lower(), value)

        def __getitem__(self, key):
            return dict.__getitem__(self, key.lower())

        def __missing__(self, key):
            return "missing " + key

        def __contains__(self, key):
            return super().__contains__(key.lower())

    limited, folded = Limited([0]), Folded()
    for n in range(3):
        limited.append(n)
    limited.extend([7])
    folded["A"] = 1
    folded["a"] += 1
    folded.count = "attribute"
    return list(limited), limited.dropped, folded["A"], "A" in folded, folded["Zz"], folded.count


def class_bodies_run_code():
    seen = []

    class Thing:
        """Say what it is."""

        kinds = {"a": 1}
        kinds["a"] += 1
        kinds["b"], rest = 5, [n * 2 for n in range(3)]
        for n in rest:
            seen.append(n)
        if n > 3:

            def big(self):
                return self.kinds

        assert len(rest) == 3
        del n

    return Thing.kinds, Thing.rest, seen, Thing().big(), Thing.__doc__, hasattr(Thing, "n")


def enums_have_their_members_only():
    class Colour(enum.Enum):
        RED = 1
        GREEN = 2
        table = {}
        table["x"] = 1

        def other(self):
            return Colour.GREEN if self is Colour.RED else Colour.RED

        @classmethod
        def first(cls):
            return next(iter(cls))

    class Flags(enum.IntFlag):
        A = enum.auto()
        B = enum.auto()

    class Word(enum.StrEnum):
        YES = "yes"

    return (
        [c.name for c in Colour],
        Colour.RED.other().name,
        Colour["RED"].value,
        Colour(2).name,
        (Flags.A | Flags.B).value,
        Colour.first().name,
        f"{Word.YES}",
        {Colour.RED: 1}[Colour.RED],
    )


def abstract_generic_and_named_tuple_classes():
    T = typing.TypeVar("T")

    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self): ...

        @property
        @abc.abstractmethod
        def name(self): ...

    class Square(Shape):
        name = "square"

        def area(self):
            return 4

    class Box(typing.Generic[T]):
        def __init__(self, item: T) -> None:
            self.item = item

        def get(self) -> T:
            return self.item

    class Named(typing.Protocol):
        name: str

    class Point(typing.NamedTuple):
        x: int
        y: int = 2

        def sum(self):
            return self.x + self.y

    class Told(typing.TypedDict):
        a: int

    errors = []
    try:
        Shape()
    except TypeError as error:
        errors.append(str(error))
    box = Box[int](5)
    x, y = Point(1)
    return (
        Square().area(),
        errors,
        box.get(),
        Point(1).sum(),
        x,
        y,
        Told(a=1),
        Point(3)._replace(y=9),
        issubclass(Square, Shape),
        {Square(): 1} != {},
        box in {box},
        Named.__name__,
    )


def metaclasses_and_init_subclass():
    log = []

    class Meta(type):
        def __new__(meta, name, bases, namespace, **kw):
            log.append((name, sorted(k for k in namespace if not k.startswith("__")), kw))
            return super().__new__(meta, name, bases, namespace)

        def __init__(cls, name, bases, namespace, **kw):
            super().__init__(name, bases, namespace)

        @property
        def shout(cls):
            return cls.__name__.upper()

    class Base(metaclass=Meta):
        made = []

        def __init_subclass__(cls, tag=None, **kw):
            super().__init_subclass__(**kw)
            cls.made.append((cls.__name__, tag))

    class Child(Base, tag="t"):
        n = 1

    Child.n += 1
    return log, Base.made, Child.shout, Child.n


def exceptions_carry_their_context():
    class Odd(ValueError):
        def __init__(self, n):
            super().__init__(f"odd {n}")
            self.n = n

    try:
        try:
            {}["k"]
        except KeyError as error:
            raise Odd(3) from error
    except Odd as error:
        return str(error), error.n, type(error.__cause__).__name__, error in {error}


def weak_references_and_finalizers():
    import weakref

    class Node:
        pass

    log = []
    node = Node()
    weakref.finalize(node, log.append, "gone")
    ref = weakref.ref(node)
    table = weakref.WeakValueDictionary({"n": node})
    alive = ref() is node, len(table)
    del node
    return alive, ref() is None, len(table), log
