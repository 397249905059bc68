# ruff: noqa
"""Functions, closures and generators that must behave as in plain Python."""

import functools

total = 0
table = {"n": 1}


def closures_share_a_rebound_variable():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    def get():
        return n

    return up(), up(), get(), n


def closures_made_in_a_loop_see_the_last_value():
    late = [lambda: i for i in range(3)]
    early = [lambda i=i: i for i in range(3)]
    functions = []
    for k in range(3):

        def get():
            return k

        functions.append(get)
    return [f() for f in late], [f() for f in early], [f() for f in functions]


def a_variable_through_three_levels():
    x = 1

    def outer():
        def inner():
            nonlocal x
            x = x * 2 + 1
            return lambda: x

        return inner()

    first = outer()
    x += 10
    return first(), x


def recursion_has_its_own_variables():
    def walk(depth):
        seen = depth

        def note():
            nonlocal seen
            seen += 100

        inner = walk(depth - 1) if depth else []
        note()
        return [seen, *inner]

    return walk(3)


def an_argument_is_rebound_and_captured():
    def make(n, *rest, flag=False, **more):
        def get():
            return n, rest, flag, more

        n += 1
        rest = rest[::-1]
        return get

    return make(1, 2, 3, flag=True, z=5)()


def globals_are_rebound():
    global total
    total = 3

    def add(n):
        global total
        total += n

    add(4)
    result = total
    total = 0
    return result, "total" in globals()


def a_local_hides_a_global():
    total = 5
    table = total + 1
    return total, table, (lambda: table)()


def an_unbound_variable_is_an_error():
    errors = []
    if not table:
        late = 1
    try:
        late
    except UnboundLocalError as error:
        errors.append(type(error).__name__)

    def inner():
        return free

    try:
        inner()
    except NameError as error:
        errors.append(type(error).__name__)
    free = 1
    free = inner() + 1
    try:
        missing_everywhere
    except NameError as error:
        errors.append(str(error))
    return errors, inner()


def defaults_are_evaluated_once_and_in_order():
    log = []

    def say(value):
        log.append(value)
        return value

    def f(a=say(1), *, b=say(2), c=say([])):
        c.append(a)
        return c

    f(), f(5)
    g = lambda x=say(6): x
    return log, g(), f.__defaults__, f.__kwdefaults__


def decorators_are_applied_inside_out():
    log = []

    def mark(name):
        log.append(f"make {name}")

        def decorate(function):
            log.append(f"apply {name}")

            @functools.wraps(function)
            def call(*args, **kwargs):
                return [name, *function(*args, **kwargs)]

            return call

        return decorate

    @mark("outer")
    @mark("inner")
    def f(*args, **kwargs):
        """Say something."""
        return [args, kwargs]

    return log, f(1, k=2), f.__name__, f.__doc__


def arguments_are_evaluated_in_order():
    log = []

    def say(value):
        log.append(value)
        return value

    def f(*args, **kwargs):
        return args, kwargs

    result = say(f)(say(1), *say([2, 3]), say(4), k=say(5), **say({"m": 6}))
    return result, log[1:]


def generators_keep_their_place():
    def count(n):
        """Count up."""
        try:
            got = yield "start"
            while n:
                got = yield n, got
                n -= 1
        finally:
            log.append("closed")

    log = []
    g = count(3)
    values = [next(g), g.send("a"), g.send("b"), next(g)]
    g.close()
    chained = list(_itertools_like(range(2), "ab"))
    return values, log, chained


def _itertools_like(*iterables):
    for each in iterables:
        yield from each
    return


def partial_and_cached_functions():
    calls = []

    @functools.lru_cache(maxsize=None)
    def square(n):
        calls.append(n)
        return n * n

    add = functools.partial(lambda a, b, c=0: (a, b, c), 1, c=3)
    return square(2), square(2), calls, add(2), functools.reduce(lambda a, b: a * b, [2, 3, 4])


def positional_only_and_keyword_only():
    def f(a, b=2, /, c=3, *, d, e=5):
        return a, b, c, d, e

    errors = []
    for call in (lambda: f(1), lambda: f(a=1, d=2), lambda: f(1, 2, 3, 4, d=5)):
        try:
            call()
        except TypeError as error:
            errors.append(str(error))
    return f(1, d=4), f(1, 9, c=8, d=7), errors


def annotations_are_kept():
    def f(a: int, *b: "str", c: list[int] = ()) -> "dict[str, int]":
        x: undefined_name = 1
        return x

    return f.__annotations__, f(1)
