# ruff: noqa
"""Classes of every kind that must behave as in plain Python."""

import abc
import enum
import typing


def class_attributes_and_instance_attributes():
    class Base:
        n = 1
        items = []

    class Child(Base):
        pass

    one, other = Base(), Child()
    one.n += 5
    Base.n += 10
    Child.n = 3
    Child.n -= 1
    Base.items.append(1)
    del Child.n
    return one.n, other.n, Base.n, Child.items, "n" in vars(one), "n" in vars(Child)


def names_are_mangled():
    class Vault:
        __shared = 1

        def __init__(self):
            self.__secret = 2
            self.__dunder__ = 3
            self.__list = [0]

        def change(self, other):
            self.__secret += other.__secret
            self.__list[0] += self.__secret
            Vault.__shared += 1
            del other.__secret
            __local = self.__dunder__
            return lambda: (self.__secret, __local, self.__list)

    class _Odd__(Vault):
        def peek(self):
            self.__mine = 4
            return sorted(vars(self))

    class __:
        def __init__(self):
            self.__plain = 1

    a, b = Vault(), Vault()
    return a.change(b)(), Vault._Vault__shared, sorted(vars(b)), _Odd__().peek(), vars(__())


def properties_and_descriptors():
    log = []

    class Checked:
        def __set_name__(self, owner, name):
            self.name = "_" + name

        def __get__(self, instance, owner=None):
            log.append(f"get {self.name}")
            return self if instance is None else getattr(instance, self.name, 0)

        def __set__(self, instance, value):
            log.append(f"set {self.name}={value}")
            setattr(instance, self.name, value)

        def __delete__(self, instance):
            log.append(f"delete {self.name}")

    class Thing:
        checked = Checked()

        @property
        def double(self):
            return self.checked * 2

        @double.setter
        def double(self, value):
            self.checked = value // 2

        @classmethod
        def make(cls, n):
            thing = cls()
            thing.double = n
            return thing

        @staticmethod
        def plain(n):
            return n + 1

    thing = Thing.make(8)
    thing.checked += 1
    thing.double += 2
    del thing.checked
    try:
        del thing.double
    except AttributeError:
        log.append("no deleter")
    return thing.double, thing.plain(1), Thing.plain(2), log, isinstance(Thing.checked, Checked)


def a_property_that_raises_an_attribute_error_falls_back():
    class Thing:
        @property
        def broken(self):
            raise AttributeError("inside")

        def __getattr__(self, name):
            return f"fallback {name}"

    return Thing().broken, getattr(Thing(), "other"), hasattr(Thing(), "x")


def slots_and_their_errors():
    class Point:
        __slots__ = ("x", "y", "__hidden")

        def __init__(self):
            self.x = 1
            self.__hidden = 5

        def bump(self):
            self.x += 1
            self.__hidden += self.x
            return self.x, self.__hidden

    point, errors = Point(), []
    for call in (lambda: point.y, lambda: setattr(point, "z", 1), lambda: point.__dict__):
        try:
            call()
        except AttributeError as error:
            errors.append(str(error))
    return point.bump(), errors, hasattr(point, "__dict__")


def a_proxy_with_slots_forwards():
    class Proxy:
        __slots__ = ("inner", "asked")

        def __init__(self, inner):
            self.inner = inner
            self.asked = []

        def __getattr__(self, name):
            self.asked.append(name)
            return getattr(self.inner, name)

    class Target:
        n = 5

        def add(self, k):
            return self.n + k

    proxy = Proxy(Target())
    return proxy.n, proxy.add(2), proxy.asked


def attribute_hooks_are_called_as_often_as_natively():
    log = []

    class Watched:
        def __getattribute__(self, name):
            log.append(f"get {name}")
            return super().__getattribute__(name)

        def __setattr__(self, name, value):
            log.append(f"set {name}")
            super().__setattr__(name, value)

        def __delattr__(self, name):
            log.append(f"delete {name}")
            object.__delattr__(self, name)

    watched = Watched()
    watched.n = 1
    watched.n += watched.n
    n = watched.n
    del watched.n
    return n, log


def super_finds_the_next_class():
    class Base:
        n = 1

        def __init__(self, **rest):
            self.order = ["base"]

        def name(self):
            return "base"

        @classmethod
        def kind(cls):
            return ["base", cls.__name__]

    class Left(Base):
        def __init__(self, **rest):
            super().__init__(**rest)
            self.order.append("left")

        def name(self):
            return "left " + super().name()

        @classmethod
        def kind(cls):
            return ["left", *super().kind()]

    class Right(Base):
        def __init__(self, **rest):
            super(Right, self).__init__(**rest)
            self.order.append("right")

        def name(self):
            return "right " + super().name()

    class Both(Left, Right):
        n = 2

        def name(self):
            return f"both {super().n} " + (lambda: super(Both, self).name())()

    both = Both(a=1)
    return (
        both.order,
        both.name(),
        Both.kind(),
        [c.__name__ for c in Both.__mro__ if c is not object and "Stable" not in c.__name__],
        __class__name(both),
    )


def __class__name(value):
    return value.__class__.__name__


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


def special_methods_are_found_on_the_class():
    log = []

    class Thing:
        def __init__(self, n):
            self.n = n

        def __call__(self, *args):
            return self.n, args

        def __len__(self):
            return self.n

        def __iter__(self):
            return iter(range(self.n))

        def __getitem__(self, key):
            return key

        def __enter__(self):
            log.append("enter")
            return self

        def __exit__(self, kind, error, traceback):
            log.append(kind and kind.__name__)
            return kind is ValueError

        def __eq__(self, other):
            return isinstance(other, Thing) and self.n == other.n

        def __hash__(self):
            return hash(self.n)

        def __add__(self, other):
            return Thing(self.n + other.n)

        def __radd__(self, other):
            return other + self.n

        def __lt__(self, other):
            return self.n < other.n

        def __repr__(self):
            return f"Thing({self.n})"

    a, b = Thing(2), Thing(3)
    with a as c:
        raise ValueError
    with b:
        pass
    b += a
    return (
        a(1),
        len(a),
        list(a),
        a["k"],
        log,
        c is a,
        a == Thing(2),
        {a, Thing(2)} == {a},
        5 + a,
        repr(b),
        repr(sorted([b, a])),
        f"{a}",
    )


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
