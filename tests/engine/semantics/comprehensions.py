# ruff: noqa
"""Comprehensions and expressions that must come out as in plain Python."""


class Thing:
    def __init__(self, **fields):
        self.__dict__.update(fields)


def nested_and_conditional():
    grid = [[1, 2], [3, 4], []]
    flat = [n for row in grid if row for n in row if n % 2 or n > 3]
    table = {n: {m for m in range(n)} for row in grid for n in row}
    pairs = {(a, b) for a in "ab" for b in a * 2}
    return flat, table, pairs, [[n * m for m in row] for row in grid for n in row]


def the_first_iterable_is_evaluated_outside():
    n = [1, 2, 3]
    squares = [n * n for n in n]
    return n, squares, [(lambda: n * k)() for k in n for n in [k]]


def conditions_and_values_are_evaluated_in_order():
    log = []

    def say(value):
        log.append(value)
        return value

    result = [say(f"v{n}") for n in say([0, 1, 2]) if say(n)]
    table = {say(f"k{n}"): say(f"w{n}") for n in (1,)}
    return result, table, log


def a_comprehension_uses_attributes_and_items():
    thing = Thing(items=[Thing(n=1), Thing(n=2)], by={1: "a", 2: "b"})
    return [thing.by[each.n] for each in thing.items], sum(each.n for each in thing.items)


def conditional_expressions_evaluate_one_side():
    log = []

    def say(value):
        log.append(value)
        return value

    a = say(1) if say([]) else say(2)
    b = say(3) if say("x") else say(4)
    return a, b, log


def and_or_not_return_their_operands():
    empty, full = [], [1]
    thing = Thing(items=[])
    return (
        empty or full,
        empty and full,
        full and empty,
        not empty,
        not full or thing.items,
        0 or "" or None,
        thing.items or "none",
        not thing.items,
    )


def truth_is_asked_for_once():
    class Doubtful:
        asked = 0

        def __bool__(self):
            Doubtful.asked += 1
            return Doubtful.asked % 2 == 0

        def __len__(self):
            raise AssertionError("not this one")

    d = Doubtful()
    answers = [1 if d else 2, not d, d and 3, d or 4]
    answers[2:] = [answer is d for answer in answers[2:]]
    while d:
        answers.append("turn")
    return answers, Doubtful.asked


def comparisons_are_chained_and_lazy():
    log = []

    def say(value):
        log.append(value)
        return value

    a = say(1) < say(2) < say(0) < say(9)
    b = say([1]) == say([1]) != say([2])
    c = 1 in [1] == True
    return a, b, c, log, None is None, [] is not []


def membership_uses_the_containers_own_method():
    class Odd:
        def __contains__(self, item):
            return item % 2 and "yes"

    class Walked:
        def __iter__(self):
            return iter([1, 2])

    odd = Odd()
    return 3 in odd, 4 not in odd, 2 in Walked(), 3 not in Walked(), "b" in "abc", 1 in {1: 2}


def strings_are_formatted():
    thing = Thing(n=3.14159, w=8, items=[1, "a"])
    name = "x"
    return (
        f"{thing.n:>{thing.w}.2f}|{thing.items!r:>10}|{name!s}|{thing.n=:.1f}|{thing.items[0]}",
        f"{ {'a': 1}['a'] } {{}} {[n for n in thing.items]}",
        "%s %d" % (thing.items, 2),
        "{0.n:.1f} {1[0]}".format(thing, thing.items),
    )


def star_arguments_and_displays():
    def f(*args, **kwargs):
        return args, kwargs

    items, table = [1, 2], {"a": 1}
    thing = Thing(items=items, table=table)
    return (
        f(*thing.items, 3, *items, **thing.table, b=2),
        [*thing.items, *{3}],
        (*thing.items,),
        {**table, "b": 2},
        {*items, 4},
        [*thing.table],
        max(*thing.items),
    )


def subscripts_of_all_sorts():
    thing = Thing(row=[0, 1, 2, 3], text="abcdef", pair=(1, 2))
    return (
        thing.row[-1],
        thing.row[1:3],
        thing.row[::-1],
        thing.text[2:],
        thing.pair[0],
        {(1, 2): "t"}[1, 2],
        list[int],
        dict[str, int] == dict[str, int],
    )


def containers_are_compared_and_joined():
    a, b = [1], [1, 2]
    thing = Thing(a=a, b={1})
    return (
        a < b,
        a + [2] == b,
        thing.a + b,
        thing.a * 2,
        thing.b | {2},
        thing.b - {1},
        [*a] == a,
        {"x": a} == {"x": [1]},
        thing.a is a,
    )


def sets_and_views_behave():
    d = {"a": 1, "b": 2}
    keys, items = d.keys(), d.items()
    d["c"] = 3
    return (
        list(keys),
        ("c", 3) in items,
        keys & {"a", "z"},
        len(keys),
        sorted(d.values()),
        [k for k, v in items if v > 1],
        next(iter(d)),
        list(reversed(d)),
    )


def missing_keys_attributes_and_indices():
    thing, errors = Thing(row=[]), []
    for call in (
        lambda: {}["a"],
        lambda: [].pop(),
        lambda: thing.row[0],
        lambda: thing.missing,
        lambda: [].missing,
        lambda: {1}.remove(2),
        lambda: [1].index(2),
        lambda: None.x,
        lambda: len["a"],
        lambda: 3 in len,
        lambda: len(5),
        lambda: {thing.row: 1},
        lambda: thing.row["a"],
        lambda: thing.row.push(1),
        lambda: [*len],
        lambda: iter(5),
        lambda: {}.pop("k"),
    ):
        try:
            call()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
    return errors
