# ruff: noqa
"""Assignments whose targets, values and order must come out as in plain Python."""


class Thing:
    pass


class Noisy:
    """Tells what is done to it, and in which order."""

    def __init__(self, log):
        object.__setattr__(self, "log", log)

    def __getattr__(self, name):
        self.log.append(f"read {name}")
        return 1

    def __setattr__(self, name, value):
        self.log.append(f"write {name}={value}")

    def __delattr__(self, name):
        self.log.append(f"delete {name}")

    def __getitem__(self, index):
        self.log.append(f"read [{index}]")
        return 1

    def __setitem__(self, index, value):
        self.log.append(f"write [{index}]={value}")

    def __delitem__(self, index):
        self.log.append(f"delete [{index}]")


def _teller():
    log = []

    def tell(value):
        log.append(f"tell {value}")
        return value

    return log, tell


def augmented_attribute():
    thing = Thing()
    thing.n = 5
    thing.n += 2
    thing.n *= 3
    thing.n -= 1
    thing.n //= 2
    thing.n **= 2
    thing.n %= 7
    thing.n <<= 3
    thing.n |= 5
    thing.n &= 13
    thing.n ^= 2
    thing.n >>= 1
    thing.f = 3
    thing.f /= 2
    return thing.n, thing.f


def augmented_list_attribute_changes_the_list_in_place():
    thing = Thing()
    thing.items = alias = [1]
    thing.items += [2]
    thing.items *= 2
    return alias, thing.items is alias


def augmented_local_list_changes_the_list_in_place():
    items = alias = [1]
    items += (2, 3)
    items *= 2
    return alias, items is alias


def augmented_item_of_a_dict_and_a_list():
    counts, row = {"a": 1}, [1, 2, 3]
    counts["a"] += 4
    row[-1] *= 5
    row[0:2] += [9]
    return counts, row


def augmented_item_of_a_tuple_fails_after_the_list_was_changed():
    pair = ([1], 2)
    try:
        pair[0] += [3]
    except TypeError as error:
        return pair, str(error)


def augmented_set_and_dict_and_deque():
    from collections import deque

    seen, table, line = {1}, {1: 1}, deque([1])
    same = seen, table, line
    seen |= {2}
    seen -= {1}
    table |= {2: 2}
    line += [3]
    return seen, table, list(line), same[0] is seen, same[1] is table, same[2] is line


def augmented_matrix_product_uses_its_own_method():
    class Matrix:
        def __matmul__(self, other):
            return f"matmul {other}"

        def __iadd__(self, other):
            return f"iadd {other}"

    m = n = Matrix()
    m @= 3
    n += 4
    return m, n


def augmented_targets_are_evaluated_once():
    log, tell = _teller()
    noisy = Noisy(log)

    def get():
        log.append("get")
        return noisy

    get().x += tell(5)
    get()[tell("i")] += tell(6)
    return log


def value_before_target():
    log, tell = _teller()
    noisy = Noisy(log)

    def get(name):
        log.append(f"get {name}")
        return noisy

    get("a").x = tell(1)
    get("b")[tell("k")] = tell(2)
    get("c").y, get("d")[tell("m")], *get("e").rest = tell(3), tell(4), tell(5)
    return log


def chained_assignment_stores_from_left_to_right():
    log, tell = _teller()
    noisy = Noisy(log)
    a = noisy.x = noisy[tell(1)] = b = tell(7)
    return log, a, b


def index_assigned_before_it_is_used():
    row = [0, 0, 0]
    i = 0
    i, row[i] = 2, 5
    j = 0
    row[j], j = 7, 1
    return row, i, j


def linked_list_is_reversed_in_place():
    first, second, third = Thing(), Thing(), Thing()
    for name, (node, after) in enumerate([(first, second), (second, third), (third, None)]):
        node.name, node.next = name, after
    before, node = None, first
    while node is not None:
        node.next, before, node = before, node, node.next
    names = []
    while before is not None:
        names.append(before.name)
        before = before.next
    return names


def swap_of_elements():
    row = [1, 2, 3]
    i, j = 0, 2
    row[i], row[j] = row[j], row[i]
    return row


def starred_and_nested_targets():
    thing = Thing()
    (a, (thing.b, *thing.rest)), [c, *_] = (1, (2, 3, 4)), [5, 6, 7]
    *head, last = range(4)
    return a, thing.b, thing.rest, c, head, last


def unpacking_a_dict_and_a_generator():
    a, b = {"x": 1, "y": 2}
    c, d = (n * n for n in (3, 4))
    return a, b, c, d


def wrong_number_of_values_changes_nothing():
    thing = Thing()
    thing.a = 0
    try:
        thing.a, thing.b = 1, 2, 3
    except ValueError as error:
        return thing.a, hasattr(thing, "b"), str(error)


def slices_are_assigned_and_deleted():
    row = list(range(10))
    row[2:4] = [20, 30, 40]
    row[::4] = "abc"
    del row[1], row[-2:]
    del row[:2]
    return row


def many_dimensional_indices():
    class Grid:
        def __getitem__(self, index):
            return index

        def __setitem__(self, index, value):
            self.set = index, value

        def __delitem__(self, index):
            self.deleted = index

    grid = Grid()
    grid[1:2, ..., ::3] = 5
    del grid[:, 4]
    return grid[1, 2:3], grid[::], grid[()], grid.set, grid.deleted


def deletions_happen_in_order():
    log, tell = _teller()
    noisy = Noisy(log)
    a = b = 1
    del noisy.x, noisy[tell(1)], a, (noisy.y, b)
    try:
        return log, a
    except UnboundLocalError:
        return log


def walrus_binds_where_it_stands():
    if (n := len("abc")) > 2 and (m := n + 1):
        found = [last := k for k in range(n)]
        return n, m, found, last


def annotated_assignments():
    thing = Thing()
    a: int = 1
    thing.b: int = 2
    (c): int = 3
    row: list[int] = [0]
    row[0]: int = 4
    d: "never evaluated"
    thing.e: print("evaluated, but nothing is stored")
    return a, thing.b, c, row, hasattr(thing, "e")


def with_items_are_stored_one_after_the_other():
    from contextlib import nullcontext

    thing, log = Thing(), []
    thing.a = None
    with nullcontext(5) as thing.a, nullcontext(thing.a) as b, nullcontext([6, 7]) as (c, thing.d):
        log.append((thing.a, b, c, thing.d))
    return log


def for_targets_of_every_kind():
    thing, row, log = Thing(), [0, 0], []
    for thing.x in range(2):
        log.append(thing.x)
    for row[thing.x], (a, *thing.rest) in [(5, "abc"), (6, "de")]:
        log.append((list(row), a, thing.rest))
    return log
