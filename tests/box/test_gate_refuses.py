"""What the gate refuses: each program here reaches for something that is not its own."""

import pytest

from judge.box.gate import Objection, ObjectionKind, objections
from judge.katas import DEFAULT_IMPORTS

ALLOW = DEFAULT_IMPORTS | {"queue", "concurrent", "logging"}
FORBID = {"queue", "threading.Semaphore", "concurrent.futures.ThreadPoolExecutor"}


def judge(text: str) -> list[Objection]:
    return objections(text, names=(), allow=ALLOW, forbid=FORBID)


def assert_refused(text: str, *words: str) -> None:
    found = judge(text)
    assert found, text
    assert {objection.kind for objection in found} == {ObjectionKind.FORBIDDEN}
    told = " ".join(objection.message for objection in found)
    for word in words:
        assert word in told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("import os", "os is not among the modules"),
        ("import os.path", "os.path is not among"),
        ("import sys as threading", "sys is not among"),
        ("from os import path", "os is not among"),
        ("from os import *", "os is not among"),
        ("def f():\n    import subprocess", "subprocess"),
        ("if False:\n    import _thread", "_thread"),
        ("from . import helper", "relative"),
        ("from .helper import Lock", "relative"),
        ("import judge.engine", "judge.engine"),
        ("import queue", "queue is not allowed in this kata"),
        ("from queue import Queue", "queue is not allowed in this kata"),
        ("class A:\n    import threading\nA.threading.Semaphore", "imported into a class"),
        ("class A:\n    from collections import abc", "imported into a class"),
    ],
)
def test_an_import_from_outside_the_kata(text, word):
    assert_refused(text, word)


@pytest.mark.parametrize(
    "text",
    [
        "import threading\nthreading.Semaphore(1)",
        "import threading as t\nt.Semaphore(1)",
        "import threading\nclass S(threading.Semaphore): pass",
        "from threading import Semaphore",
        "from threading import Semaphore as S",
        "from threading import *\nSemaphore(1)",
        "from threading import *\nclass Semaphore(Semaphore): pass",
        "from threading import *\nS = Semaphore\nclass Semaphore: pass",
        "import threading\ngetattr(threading, 'Semaphore')",
        "import threading\ngetattr(threading, 'Semaphore', None)",
        "def f():\n    import threading as t\n    def g():\n        return t.Semaphore",
        "import threading\nx: threading.Semaphore",
        "import threading\ndel threading\nimport threading\nthreading.Semaphore",
    ],
)
def test_a_forbidden_member_of_a_module_by_whatever_name(text):
    assert_refused(text, "threading.Semaphore is not allowed in this kata")


def test_a_forbidden_object_is_the_same_object_in_another_module():
    text = "import concurrent.futures.thread as t\nt.ThreadPoolExecutor(1)"
    assert_refused(text, "concurrent.futures.ThreadPoolExecutor is not allowed in this kata")


def test_a_forbidden_module_that_an_allowed_one_happens_to_have_imported():
    assert_refused("import concurrent.futures.thread as t\nt.queue.Queue()", "queue is not allowed")


@pytest.mark.parametrize(
    "use",
    [
        "x = threading",
        "x = [threading]",
        "print(threading)",
        "def f(t=threading): pass",
        "def f():\n    return threading",
        "getattr(threading, 'Sema' + 'phore')",
        "getattr(threading, name)",
        "hasattr(threading, name)",
        "vars(threading)",
        "threading['x']",
        "match threading:\n    case object(Lock=lock): pass",
        "for t in (threading,): pass",
        "with threading as t: pass",
        "f'{threading}'",
        "lambda: threading",
        "[threading for _ in 'x']",
        "(t := threading)",
        "async def f():\n    await threading",
        "class A:\n    t = threading",
        "global_name = threading or None",
        "def getattr(*a): return a\ngetattr(threading, 'Lock')",
        "if x:\n    getattr = leak\ngetattr(threading, 'Lock')",
    ],
)
def test_a_module_as_a_value(use):
    assert_refused(f"import threading\n{use}", "threading is used as a value")


def test_a_submodule_as_a_value():
    assert_refused("import collections.abc\nx = collections.abc", "collections.abc is used as")
    assert_refused("from collections import abc\nx = abc", "collections.abc is used as")


@pytest.mark.parametrize(
    "text",
    [
        "import threading\nthreading._active",
        "import threading\nthreading.__dict__",
        "import threading\nthreading.__class__",
        "import threading\ngetattr(threading, '_active')",
        "from threading import _active",
        "import random\nrandom._os",
        "import random\nrandom._inst",
    ],
)
def test_a_private_attribute_of_a_module(text):
    assert_refused(text, "is private to")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("import contextlib\ncontextlib.os.getpid()", "contextlib.os leads out: os"),
        ("import dataclasses\ndataclasses.sys.modules", "dataclasses.sys leads out: sys"),
        ("from contextlib import os", "contextlib.os leads out"),
        ("import enum\nenum.bltns.eval", "enum.bltns leads out: builtins"),
        ("import weakref as w\nw.sys", "weakref.sys leads out"),
        ("import functools\nfunctools.RLock()", "functools.RLock does not belong to functools"),
        ("from functools import RLock", "functools.RLock does not belong to functools"),
        ("import types\ntypes.CodeType", "types.CodeType is not available"),
        ("import typing\ntyping.get_type_hints(f)", "typing.get_type_hints is not available"),
        ("from typing import ForwardRef", "typing.ForwardRef is not available"),
        ("import threading\nthreading.settrace(f)", "threading.settrace is not available"),
        ("import time\ntime.clock_settime(0, 0)", "time.clock_settime is not available"),
        ("import logging\nlogging.currentframe()", "logging.currentframe is not available"),
        ("import threading\nthreading.Semaphor", "did you mean Semaphore"),
    ],
)
def test_an_attribute_through_which_a_module_leads_elsewhere(text, word):
    assert_refused(text, word)


@pytest.mark.parametrize(
    "change",
    [
        "threading.Lock = None",
        "threading.Thread.run = f",
        "threading.Thread.daemon: bool = True",
        "threading.Lock += 1",
        "del threading.Lock",
        "for threading.Lock in (1, 2): pass",
        "with f() as threading.Lock: pass",
        "(threading.Lock, x) = 1, 2",
        "setattr(threading.Thread, 'run', f)",
        "setattr(threading, 'Lock', f)",
        "setattr(threading.Thread, name, f)",
        "delattr(threading.Thread, 'run')",
        "type.__setattr__(threading.Thread, 'run', f)",
        "T = threading.Thread\nT.run = f",
        "T = threading.Thread\nU = T\nsetattr(U, 'run', f)",
        "threading.Thread.table['run'] = f",
        "a = b\nb = c\nc = threading.Thread\nd = b\nc = a\nd.run = f",
        "a = threading.Thread\na = a.b\na.run = f",
    ],
)
def test_a_change_to_what_belongs_to_a_module(change):
    assert_refused(f"import threading\n{change}", "this changes what belongs to threading")


def test_a_change_to_an_imported_class():
    assert_refused("from threading import Thread\nThread.run = None", "this changes what belongs")


@pytest.mark.parametrize(
    "name",
    [
        "__import__",
        "breakpoint",
        "compile",
        "eval",
        "exec",
        "globals",
        "help",
        "input",
        "license",
        "locals",
        "open",
        "vars",
    ],
)
def test_a_builtin_that_reaches_outside(name):
    assert_refused(f"x = {name}('y')" if name != "vars" else "vars()", f"{name} is not available")
    assert_refused(f"x = {name}", f"{name} is not available")


@pytest.mark.parametrize(
    "text",
    [
        "if x:\n    eval = f\neval('1')",
        "def g():\n    return eval\nx = g()\neval = f",
        "class A:\n    if x:\n        eval = f\n    y = eval",
        "eval = f\ndel eval\neval('1')",
        "try:\n    f()\nexcept Exception as eval:\n    pass\neval('1')",
        "@eval\ndef eval(): pass",
        "x = map(eval, ['1'])",
        "eval.__call__('1')",
        "\uff45\uff56\uff41\uff4c('1')",
    ],
)
def test_a_builtin_that_only_looks_like_a_name_of_ones_own(text):
    assert_refused(text, "eval is not available")


@pytest.mark.parametrize(
    "text",
    [
        "__builtins__",
        "x = __loader__",
        "__spec__",
        "__builtins__ = {}",
        "import threading as __builtins__",
    ],
)
def test_the_names_that_every_module_holds(text):
    assert_refused(text, "is not available")


@pytest.mark.parametrize(
    "text",
    [
        "f.__globals__",
        "f.__code__.co_consts",
        "object.__subclasses__()",
        "type(x).__mro__",
        "x.__class__.__bases__",
        "x.__class__.__base__",
        "print.__self__",
        "x.__reduce_ex__(2)",
        "object.__getattribute__(f, 'x')",
        "e.__traceback__.tb_frame.f_back",
        "g.gi_frame",
        "c.cr_frame",
        "del f.__code__",
        "f.__code__ = g",
        "getattr(f, '__globals__')",
        "name = '__globals__'\ngetattr(f, name)",
        "setattr(f, '__code__', g)",
        "import operator\noperator.attrgetter('__globals__')",
        "from operator import attrgetter as a\na('x.__globals__.y')",
        "from operator import methodcaller\nmethodcaller('__subclasses__')(object)",
        "'{0.__globals__}'.format(f)",
        "f'{f.__globals__}'",
        "type.__dict__['__subclasses__'](object)",
        "match f:\n    case object(__globals__=found): pass",
        "f.__\uff47lobals__",
    ],
)
def test_an_attribute_that_reaches_frames_code_or_classes(text):
    assert_refused(text, "the attribute ")


@pytest.mark.parametrize(
    "text",
    [
        "import operator\noperator.attrgetter('__glo' + 'bals__')(f)",
        "from operator import attrgetter\nattrgetter(*names)(f)",
        "from operator import methodcaller\nmethodcaller(name)(f)",
        "from operator import attrgetter\ng = attrgetter",
        "from operator import *\nmap(attrgetter, names)",
    ],
)
def test_a_getter_whose_names_cannot_be_read_here(text):
    assert_refused(text, "is used without literal names")


def test_a_module_that_a_nested_function_puts_into_an_outer_variable():
    text = (
        "def outer():\n    t = None\n    def inner():\n        nonlocal t\n"
        "        import threading as t\n    inner()\n    return t\n"
    )
    assert_refused(text, "threading is used as a value")


def test_a_module_that_a_function_puts_over_a_global_of_ones_own():
    text = "t = 1\ndef f():\n    global t\n    import threading as t\nf()\nx = t\n"
    assert_refused(text, "threading is used as a value")


def test_a_module_imported_over_a_name_of_ones_own():
    assert_refused("threading = 1\nimport threading\nx = threading\n", "used as a value")


def test_one_mistake_is_told_once():
    assert len(judge("import threading\nthreading.Semaphore; threading.Semaphore")) == 1
    assert len(judge("from threading import Semaphore\nSemaphore(1)\nSemaphore(2)")) == 1


def test_an_objection_carries_the_line_it_is_about():
    found = judge("import threading\n\n\nx = threading._active\n")
    assert [objection.line for objection in found] == [4]
