# ruff: noqa
"""Built-in containers and builtin functions, which are announced, as in plain Python."""


def a_generator_sees_changes_of_its_list():
    items = [1, 2]
    seen = []
    for item in items:
        seen.append(item)
        if item < 5:
            items.append(item + 2)
    lazy = (i * n for i in items if i > n)
    n = 2
    return seen, list(lazy)


def a_dict_must_not_grow_under_iteration():
    d = {1: 1}
    errors = []
    for view in (lambda: d, d.keys, d.values, d.items):
        try:
            for _ in view():
                d[len(d) + 1] = 0
        except RuntimeError as error:
            errors.append(str(error))
    return errors


def shadowed_builtins_are_the_programs_own():
    def len(value):
        return "mine"

    def sorted(value):
        return [value]

    list = tuple
    return len([1]), sorted([2]), list([3])


def builtins_on_every_container():
    from collections import Counter, OrderedDict, defaultdict, deque

    many = defaultdict(list)
    many["a"].append(1)
    many["b"]
    line = deque([3, 1, 2], maxlen=3)
    line.append(5)
    count = Counter("abca")
    count.update("bb")
    count.subtract(["a"])
    order = OrderedDict(a=1, b=2)
    order.move_to_end("a")
    return (
        dict(many),
        many.default_factory is list,
        len(many),
        list(line),
        line.maxlen,
        5 in line,
        count.most_common(1),
        count["missing"],
        count.total(),
        list(order),
        order.popitem(),
        sum(line),
        max(line),
        sorted(line),
        list(reversed(line)),
        bool(line),
        str([*line]),
        list(enumerate(line)),
        list(zip(line, "ab")),
        list(map(str, line)),
        any(line),
        all(line),
        [].__len__(),
        {}.__class__ is dict,
        [].append.__name__,
        callable([].append),
        list.append.__name__,
        dict.fromkeys("ab", 0),
        bytearray(b"ab") + b"c",
        "-".join(["a", "b"]),
    )


def unbound_methods_of_containers():
    items, table = [], {}
    list.append(items, 1)
    list.extend(items, (2, 3))
    dict.__setitem__(table, "k", 5)
    set_default = dict.setdefault
    return items, set_default(table, "k", 6), dict.get(table, "m", 7), list(map(list.copy, [items]))


def getattr_setattr_and_friends():
    class Thing:
        n = 1

    thing = Thing()
    setattr(thing, "m", 2)
    before = hasattr(thing, "m"), getattr(thing, "m"), getattr(thing, "none", "default")
    delattr(thing, "m")
    errors = []
    for call in (
        lambda: getattr(thing, "m"),
        lambda: getattr(thing, 5),
        lambda: getattr(thing, "a", 1, 2),
        lambda: delattr(thing, "m"),
    ):
        try:
            call()
        except Exception as error:
            errors.append(type(error).__name__)
    return before, hasattr(thing, "m"), vars(thing), errors, list(map(hasattr, [thing], ["n"]))
