"""Somebody's own program: several files and packages of it under control, explored and replayed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from judge.box.intake import read_submission
from judge.box.job import Job
from judge.box.judging import (
    Options,
    OwnProgram,
    ScheduleError,
    UsageProblem,
    explore_file,
    replay_file,
)
from judge.engine.result import Claim
from judge.verdict.report import ScenarioReport, Symptom, Verdict

FILES = {
    "race.py": """
        import threading
        from {stock} import Stock

        def main():
            stock = Stock()
            threads = [threading.Thread(target=stock.take) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert stock.left == 0, stock.left
    """,
    "shop/__init__.py": "from .stock import Stock",
    "shop/stock.py": """
        class Stock:
            left = 2
            def take(self):
                self.left -= 1
    """,
}
SPINS = """
import threading

def main():
    done = []
    thread = threading.Thread(target=done.append, args=(1,))
    thread.start()
    while not done:
        pass
    thread.join()
    assert not done, "it is done"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    """Write a file, and the folders it is in."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text))
    return path


def shop(at: str = "", stock: str = "shop") -> None:
    """Write the package, and the program that uses it."""
    for name, text in FILES.items():
        write(at + name, text.replace("{stock}", stock))


def own(path: str, *more: str, **how: object) -> OwnProgram:
    """Return a program of these files."""
    main, *further = [read_submission(Path(name)) for name in (path, *more)]
    return OwnProgram(main=main, further=tuple(further), **how)  # type: ignore[arg-type]


def explored(program: OwnProgram) -> ScenarioReport:
    """Explore a program for a short while."""
    return explore_file(program, Options(executions=60))


def test_modules_beside_the_file_are_under_control(folder: Path) -> None:
    shop()
    found = explored(own("race.py"))
    assert found.symptom is Symptom.WRONG_RESULT
    assert {step.file for step in found.trace} == {"race.py", "shop/stock.py"}


def test_files_are_found_from_wherever_kata_is_called(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop("project/")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    found = explored(own("../project/race.py"))
    assert found.symptom is Symptom.WRONG_RESULT
    assert "../project/shop/stock.py" in {step.file for step in found.trace}


def test_a_package_in_the_current_folder_is_controlled_on_demand_only(folder: Path) -> None:
    shop()
    write("checks/race.py", Path("race.py").read_text())
    unseen = explored(own("checks/race.py"))
    assert unseen.verdict is Verdict.PASSED
    assert unseen.claim is Claim.SAMPLED
    assert "--control shop" in str(unseen.message)
    seen = explored(own("checks/race.py", control=("shop",)))
    assert seen.symptom is Symptom.WRONG_RESULT


def test_a_sampled_pass_names_what_was_not_seen_too(folder: Path) -> None:
    shop()
    write("checks/race.py", Path("race.py").read_text())
    few = Options(executions=5, strategy="random_walk")
    assert "--control shop" in str(explore_file(own("checks/race.py"), few).message)


def test_a_schedule_is_replayed_with_the_same_options(folder: Path) -> None:
    shop()
    write("checks/race.py", Path("race.py").read_text())
    program = own("checks/race.py", control=("shop",))
    found = explored(program)
    assert found.schedule is not None
    again = replay_file(program, found.schedule)
    assert (again.message, again.trace) == (found.message, found.trace)
    with pytest.raises(ScheduleError, match="another version"):
        replay_file(own("checks/race.py"), found.schedule)


def test_a_schedule_is_of_all_files_under_control(folder: Path) -> None:
    shop()
    found = explored(own("race.py"))
    assert found.schedule is not None
    with Path("shop/stock.py").open("a") as stock:
        stock.write("\n# changed\n")
    with pytest.raises(ScheduleError, match="another version"):
        replay_file(own("race.py"), found.schedule)


def test_further_files_are_under_control_wherever_they_are(folder: Path) -> None:
    write("checks/race.py", FILES["race.py"].replace("{stock}", "depot"))
    write("parts/depot.py", FILES["shop/stock.py"])
    found = explored(own("checks/race.py", "parts/depot.py"))
    assert found.symptom is Symptom.WRONG_RESULT
    assert "parts/depot.py" in {step.file for step in found.trace}


def test_a_file_inside_a_package_imports_as_one(folder: Path) -> None:
    write("app/__init__.py", "")
    write("app/stock.py", FILES["shop/stock.py"])
    write("app/race.py", FILES["race.py"].replace("{stock}", ".stock"))
    found = explored(own("app/race.py"))
    assert found.symptom is Symptom.WRONG_RESULT
    assert "app/stock.py" in {step.file for step in found.trace}


def test_spinning_is_a_failure_where_it_is_forbidden(folder: Path) -> None:
    write("spins.py", SPINS.replace('    assert not done, "it is done"\n', ""))
    program = own("spins.py")
    assert explored(program).verdict is Verdict.PASSED
    strict = replace(program, forbid_spinning=True)
    found = explored(strict)
    assert found.symptom is Symptom.BUSY_WAIT
    assert found.schedule is not None
    assert replay_file(strict, found.schedule).symptom is Symptom.BUSY_WAIT


def test_a_failed_assertion_is_a_wrong_result_where_spinning_is_forbidden(folder: Path) -> None:
    text = FILES["race.py"].replace("{stock}", "shop")
    shop()
    write("race.py", text)
    program = own("race.py", forbid_spinning=True)
    found = explored(program)
    assert found.symptom is Symptom.WRONG_RESULT
    assert found.schedule is not None
    assert replay_file(program, found.schedule).symptom is Symptom.WRONG_RESULT


def test_a_package_that_is_not_there_is_a_mistake(folder: Path) -> None:
    shop()
    with pytest.raises(UsageProblem, match=r"--control shoop: there is no shoop"):
        explored(own("race.py", control=("shoop",)))


def test_a_mistake_in_a_file_is_told_with_its_place(folder: Path) -> None:
    shop()
    write("broken.py", "def f(:\n")
    with pytest.raises(UsageProblem, match=r"broken\.py, line 1"):
        explored(own("race.py", "broken.py"))


def test_the_job_of_a_kata_names_no_place_to_read_from() -> None:
    job = Job.load(Job(task="judge", module="mutex", file="mutex.py", text="").dump())
    assert job.own is None


def test_the_job_of_a_program_arrives_as_it_was_sent(folder: Path) -> None:
    shop()
    job = own("race.py", "shop/stock.py", control=("shop",)).job("explore")
    assert Job.load(job.dump()) == job


def test_a_program_may_write_and_log_as_much_as_it_likes(folder: Path) -> None:
    text = """
        import logging, sys, threading
        logging.basicConfig(level=logging.INFO)

        def main():
            seen = []
            def work():
                seen.append(1)
                logging.info("x" * 10_000)
                sys.stderr.write("y" * 10_000)
            threads = [threading.Thread(target=work) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    """
    write("loud.py", text)
    few = Options(executions=100, strategy="random_walk")
    assert explore_file(own("loud.py"), few).verdict is Verdict.PASSED


def test_a_lock_that_is_not_under_control_is_suspected_of_a_hang(folder: Path) -> None:
    guard = "import threading\nLOCK = threading.Lock()\ndef run(f):\n    with LOCK: f()\n"
    write("lib/guard.py", guard)
    text = FILES["race.py"].replace("from {stock} import Stock", "from lib.guard import run")
    text = text.replace("stock = Stock()", "seen = []").replace(
        "assert stock.left == 0, stock.left", ""
    )
    text = text.replace("target=stock.take", "target=run, args=[lambda: seen.append(len(seen))]")
    write("checks/race.py", text)
    found = explored(own("checks/race.py"))
    assert found.symptom is Symptom.TIMEOUT
    assert "--control" in str(found.message)
    assert explored(own("checks/race.py", control=("lib",))).verdict is Verdict.PASSED
