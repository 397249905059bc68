"""The tree of choices that a systematic strategy walks, one path per execution."""

from __future__ import annotations

from judge.engine.execution import Execution
from judge.engine.footprint import Footprint, pending_footprint
from judge.engine.result import Claim
from judge.engine.task import Task

# What is learnt from an execution takes a time that grows with the square of its length.
LONGEST = 2_000


class Node:
    """One scheduling point on the current path.

    ``enabled`` are the tasks that could run, with what they would do; ``backtrack`` those to try,
    ``done`` those tried, with what they turned out to do; ``asleep`` those that need not be tried
    because an equivalent execution has been run. ``preemptions`` counts those spent before.
    """

    __slots__ = (
        "asleep",
        "backtrack",
        "chosen",
        "done",
        "enabled",
        "last",
        "preemptions",
    )

    def __init__(self, enabled: dict[int, Footprint], last: int | None, preemptions: int) -> None:
        self.enabled = enabled
        self.last = last
        self.preemptions = preemptions
        self.chosen = -1
        self.backtrack: set[int] = set()
        self.done: dict[int, Footprint] = {}
        self.asleep: dict[int, Footprint] = {}

    def cost(self, task: int) -> int:
        """Return the preemptions spent once ``task`` is chosen here."""
        away = self.last is not None and task != self.last and self.last in self.enabled
        return self.preemptions + away

    def first_choice(self) -> int | None:
        """Return the task to run first: the one that ran last, else the next in order."""
        if self.last in self.enabled and self.last not in self.asleep:
            return self.last
        return min((task for task in self.enabled if task not in self.asleep), default=None)


class Walk:
    """The path of the execution under way, and the way to the next one.

    A strategy subclasses it and says in ``open`` what a new node is to try, and in ``learn`` what
    an execution has taught it.
    """

    claim = Claim.COMPLETE
    bound: int | None = None
    fair = False
    records_steps = True

    def __init__(self) -> None:
        self.path: list[Node] = []
        self.depth = 0
        self.started = False
        self.exhausted = False
        self.fresh_from = 0
        self.redundant = 0
        self.walks = 0

    def begin(self) -> bool:
        """Go to the next path; False when all have been walked."""
        self.depth = 0
        if not self.started:
            self.started = True
            return True
        self.exhausted = not self._advance()
        return not self.exhausted

    def restart(self) -> None:
        """Forget every path: the program turned out to have more scheduling points."""
        self.path.clear()
        self.fresh_from = 0
        self.started = False
        self.walks = 0

    def _advance(self) -> bool:
        while self.path:
            node = self.path[-1]
            left = self.candidates(node)
            if left:
                node.chosen = min(left)
                self.fresh_from = len(self.path) - 1
                return True
            self.path.pop()
        return False

    def expected(self) -> float:
        """Return how many executions there will be in all, going by those run so far.

        The part of the tree that has been walked is reckoned as if all branches that start at one
        node, as far as they are known, were of the same size (Knuth, "Estimating the efficiency of
        backtrack programs", 1975).
        """
        walked, share = 0.0, 1.0
        for node in self.path:
            branches = len(node.backtrack | node.done.keys())
            walked += share * (len(node.done) - 1) / branches
            share /= branches
        return self.walks / (walked + share)

    def candidates(self, node: Node) -> set[int]:
        """Return the tasks still to be tried at a node."""
        return {t for t in node.backtrack if t not in node.done and t not in node.asleep}

    def choose(self, runnable: list[Task], last: Task | None) -> Task | None:
        """Follow the path, and extend it; None when every continuation has been seen."""
        if self.depth == len(self.path) and not self._extend(runnable, last):
            self.redundant += 1
            return None
        node = self.path[self.depth]
        self.depth += 1
        for task in runnable:
            if task.index == node.chosen:
                # The execution adds to it what the step gives back, which the next node has to see.
                task.footprint = node.enabled[task.index]
                task.footprint.released = task.footprint.foreign = ()
                return task
        return None

    def _extend(self, runnable: list[Task], last: Task | None) -> bool:
        parent = self.path[-1] if self.path else None
        enabled = {task.index: pending_footprint(task) for task in runnable}
        spent = parent.cost(parent.chosen) if parent is not None else 0
        node = Node(enabled, None if last is None else last.index, spent)
        if parent is not None:
            self.inherit(node, parent)
        first = node.first_choice()
        if first is None:
            return False
        node.chosen = first
        self.open(node)
        self.path.append(node)
        return True

    def inherit(self, node: Node, parent: Node) -> None:
        """Take over from the node before what is asleep there; nothing, unless overridden."""

    def open(self, node: Node) -> None:
        """Say what is to be tried at a new node, besides its first choice."""
        node.backtrack.add(node.chosen)

    def learn(self, execution: Execution) -> None:
        """Learn from an execution; nothing, unless overridden."""

    def end(self, execution: Execution) -> None:
        """Note what each step turned out to be, and learn."""
        self.walks += 1
        for node, footprint in zip(self.path, execution.footprints, strict=False):
            node.done[node.chosen] = footprint
        if len(execution.footprints) > LONGEST or not execution.records_steps:
            execution.caveats.add("an execution was too long to be searched")
            return
        if execution.cut_off and execution.outcome is not None and execution.outcome.failed:
            self.learn_from_failure(len(execution.footprints) - 1)
        self.learn(execution)

    def learn_from_failure(self, at: int) -> None:
        """Note that a failure cut others off, who might have gone first: at its step ``at``."""
        node = self.path[at]
        node.backtrack |= node.enabled.keys() - node.asleep.keys()
