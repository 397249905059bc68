# ruff: noqa
"""Classes of every kind that must behave as in plain Python."""


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
