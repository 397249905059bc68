# ruff: noqa
"""Statements that steer, which must take the same way as in plain Python."""

import contextlib


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


def matching():
    def describe(value):
        match value:
            case 0 | 1:
                return "small"
            case int(n) if n > 100:
                return f"big {n}"
            case [a, [b, *c], *rest]:
                return f"nested {a} {b} {c} {rest}"
            case {"kind": "k", **more}:
                return f"mapping {more}"
            case Point(0, y=y):
                return f"axis {y}"
            case Point() as point:
                return f"point {point.x}"
            case str() | bytes():
                return "text"
            case contextlib.nullcontext:
                return "value"
            case _:
                return "other"

    values = [
        0,
        1,
        500,
        [1, [2, 3, 4], 5],
        {"kind": "k", "n": 1},
        Point(0, 3),
        Point(4, 5),
        "s",
        contextlib.nullcontext,
        2.5,
        [1],
        (1, [2]),
    ]
    return [describe(value) for value in values]


def a_captured_name_is_shared_with_closures():
    def f(value):
        match value:
            case [first, *rest]:
                first = first * 10

        def get():
            return first, rest

        rest = rest + ["x"]
        return get()

    return f([1, 2, 3])


def loops_have_an_else():
    log = []
    for n in range(3):
        if n == 5:
            break
    else:
        log.append("for ran out")
    for n in [1, 2]:
        if n == 2:
            break
    else:
        log.append("not this")
    k = 3
    while k:
        k -= 1
        if k == 1:
            continue
        log.append(k)
    else:
        log.append("while ran out")
    while True:
        break
    else:
        log.append("not this either")
    for never in []:
        log.append("never")
    return log, n, "never" in locals()


def finally_wins_over_return():
    log = []

    def f():
        for n in range(3):
            try:
                if n == 1:
                    return log.append("leaving") or n
                log.append(n)
                continue
            except KeyError:
                log.append("no")
            else:
                log.append("else")
            finally:
                log.append(f"finally {n}")

    def g():
        try:
            return 1
        finally:
            return 2

    def h():
        while True:
            try:
                raise ValueError
            finally:
                break
        return "swallowed"

    return f(), g(), h(), log


def exceptions_find_their_handler():
    log = []

    def attempt(error):
        try:
            if error is not None:
                raise error
        except (KeyError, IndexError) as caught:
            log.append(type(caught).__name__)
            raise RuntimeError("again") from caught
        except ValueError:
            log.append("value")
        else:
            log.append("fine")
        finally:
            log.append("end")

    for error in (None, ValueError(), IndexError(), TypeError()):
        try:
            attempt(error)
        except Exception as caught:
            log.append((type(caught).__name__, type(caught.__cause__).__name__))
    try:
        caught
    except UnboundLocalError:
        log.append("unbound after the handler")
    return log


def exception_groups_are_split():
    log = []
    try:
        raise ExceptionGroup("many", [ValueError(1), KeyError("k"), ValueError(2)])
    except* ValueError as group:
        log.append([str(e) for e in group.exceptions])
    except* KeyError as group:
        log.append(len(group.exceptions))
    return log


def context_managers_are_left_in_reverse():
    log = []

    @contextlib.contextmanager
    def room(name, swallow=()):
        log.append(f"enter {name}")
        try:
            yield name
        except swallow:
            log.append(f"{name} swallows")
        finally:
            log.append(f"leave {name}")

    with room("a") as a, room("b", swallow=KeyError) as b:
        log.append(a + b)
        raise KeyError
    with (
        room("c"),
        room("d") as d,
    ):
        log.append(d)
    with contextlib.ExitStack() as stack:
        for name in "ef":
            stack.enter_context(room(name))
        stack.callback(log.append, "called")
    with contextlib.suppress(ZeroDivisionError):
        1 / 0
    return log


def a_failing_entry_leaves_those_already_entered():
    log = []

    class Door:
        def __init__(self, name, opens=True):
            self.name, self.opens = name, opens

        def __enter__(self):
            if not self.opens:
                raise RuntimeError(self.name)
            log.append(f"in {self.name}")

        def __exit__(self, *error):
            log.append(f"out {self.name} {error[0] and error[0].__name__}")

    try:
        with Door("a"), Door("b", opens=False), Door("c"):
            log.append("never")
    except RuntimeError as error:
        log.append(str(error))
    return log


def a_failing_assertion_keeps_its_message():
    def message(check):
        try:
            check()
        except AssertionError as error:
            return error.args

    def told():
        assert 1 == 2, ["told", 1]

    def holds():
        assert [1] and not []

    return message(told), message(holds)


def sides_of_an_assertion_are_evaluated_once():
    log = []

    def say(value):
        log.append(value)
        return value

    assert say(1) < say(2)
    assert say([3]) == say([3]), say("not reached")
    try:
        assert say(4) == say(5), say("message")
    except AssertionError as error:
        log.append(str(error))
    try:
        assert say(6) in say([7])
    except AssertionError:
        log.append("failed")
    return log


def loops_in_loops_with_breaks():
    found = []
    for a in range(4):
        for b in range(4):
            if b > a:
                break
            if (a + b) % 2:
                continue
            found.append((a, b))
        else:
            found.append("all")
    return found


def iterators_are_taken_once():
    class Countdown:
        made = 0

        def __init__(self, n):
            self.n = n

        def __iter__(self):
            Countdown.made += 1
            return self

        def __next__(self):
            if not self.n:
                raise StopIteration
            self.n -= 1
            return self.n

    down = Countdown(4)
    first = [n for n in down if n > 2]
    it = iter([1, 2, 3, 4])
    pairs = [(a, next(it, None)) for a in it]
    rest = iter("abc")
    for letter in rest:
        if letter == "a":
            break
    return first, list(down), Countdown.made, pairs, list(rest), next(iter([]), "end")


def docstrings_stay():
    def f():
        """The docstring."""
        n = 1
        return lambda: n

    class C:
        """Of the class."""

    return f.__doc__, C.__doc__, __doc__, f()()
