"""A game: every move replays, moves can be taken back, and hints lead to the failure."""

from __future__ import annotations

import functools
from contextlib import suppress

import pytest

from judge.engine.result import OutcomeKind
from judge.katas import find_kata, kata_names
from judge.play.finding import Find, NotPlayable, find
from judge.play.game import Game, NotPossible
from judge.play.moment import Readiness
from judge.play.wrong import wrong_submissions
from judge.verdict.report import Symptom

# Two of every kata, of as many kinds as there are.
PLAYED = [
    ("bank_transfer", "deadlock/round_the_circle"),
    ("bank_transfer", "busy_wait/spins_until_free"),
    ("bounded_buffer", "leak/place_lost_when_the_lock_is_slow"),
    ("bounded_buffer", "lost_wakeup/looks_at_the_clock_first"),
    ("condition_variable", "lost_wakeup/close_wakes_only_one"),
    ("condition_variable", "exception/fast_path_without_the_lock"),
    ("connection_pool", "not_concurrent/factory_lock_after_the_place"),
    ("connection_pool", "lost_wakeup/served_by_a_failure_and_gone"),
    ("lock_guard", "leak/refuses_with_the_claim_held"),
    ("lock_guard", "wrong_result/if_instead_of_while"),
    ("mutex", "wrong_result/a_lock_per_thread"),
    ("mutex", "wrong_result/takes_then_gives_back"),
    ("ordered_execution", "deadlock/opposite_orders"),
    ("ordered_execution", "lost_wakeup/cleared_by_a_neighbour"),
    ("rwlock", "not_concurrent/queue_admits_only_its_head"),
    ("rwlock", "wrong_result/readers_are_not_kept_out"),
    ("scoped_lock", "deadlock/in_the_order_given"),
    ("scoped_lock", "lost_wakeup/error_wakes_nobody"),
    ("semaphore", "exception/removes_itself_twice"),
    ("semaphore", "wrong_result/woken_means_got_it"),
    ("ticket_booking", "polling/short_timed_waits"),
    ("ticket_booking", "wrong_result/refusal_is_seen"),
    ("unique_lock", "wrong_result/a_helper_takes_it_later"),
    ("unique_lock", "wrong_result/owners_looked_up_by_mutex"),
    ("vote_counter", "leak/mistake_keeps_the_lock"),
    ("vote_counter", "wrong_result/second_vote_is_undone"),
]
OTHERS = sorted({*kata_names()} - {kata for kata, _ in PLAYED})
TRIES = 6
LOOKS = ("semaphore", "wrong_result/looks_before_it_locks")
MAIN, FIRST, SECOND = 0, 1, 2


@functools.cache
def found(kata: str, name: str) -> Find:
    """Return what is to be found in a wrong submission."""
    one = find_kata(kata)
    path = one.solutions / f"{name}.py"
    symptom = Symptom(path.parent.name)
    return find(one, path.read_text("utf-8"), path.name, symptom=symptom)


@pytest.fixture
def game() -> Game:
    """A new game of the semaphore that looks before it takes its lock."""
    return Game(found(*LOOKS))


def follow_hints(game: Game) -> list[int]:
    """Do what hints say until it is over; return what had to be taken back."""
    back = []
    while game.moment.outcome is None:
        hint = game.hint()
        back.append(hint.undo)
        for _ in range(hint.undo):
            game.undo()
        if hint.thread is None and not hint.undo:
            game.all_in_turn()
        for _ in range(hint.steps):
            game.choose(hint.index)
    return back


@pytest.mark.parametrize(("kata", "name"), PLAYED)
def test_following_the_hints_breaks_it_with_the_fewest_preemptions(kata: str, name: str) -> None:
    breaks_with_the_fewest(found(kata, name))


@pytest.mark.parametrize("kata", OTHERS)
def test_in_a_kata_that_is_not_listed_here_the_first_game_can_be_won_too(kata: str) -> None:
    for one in wrong_submissions(find_kata(kata))[:TRIES]:
        with suppress(NotPlayable):
            breaks_with_the_fewest(found(kata, one.name))
            return
    pytest.skip(f"the {TRIES} simplest wrong submissions are no games")


def breaks_with_the_fewest(find: Find) -> None:
    """Check that the hints lead to the failure that was found."""
    game = Game(find)
    assert set(follow_hints(game)) == {0}
    assert game.moment.outcome is not None
    assert game.moment.outcome.kind is find.failure.outcome.kind
    score = game.score()
    assert score.preemptions == score.fewest
    assert score.proved is find.failure.fewest


def test_a_livelock_takes_everybody_in_turn_in_the_end() -> None:
    game = Game(found("scoped_lock", "busy_wait/backs_off_one_by_one"))
    follow_hints(game)
    assert game.moment.outcome is not None
    assert game.moment.outcome.kind is OutcomeKind.LIVELOCK
    assert game.score().preemptions == game.score().fewest
    assert not game.score().proved
    game.undo()
    assert game.moment.outcome is None


def test_every_beginning_of_the_path_leads_on_to_the_failure(game: Game) -> None:
    for index in game.find.path.choices:
        assert game.hint().undo == 0
        game.choose(index)
    assert game.moment.broken
    with pytest.raises(NotPossible, match="broken already"):
        game.hint()


def test_a_hint_says_where_to_stop_a_thread_that_could_go_on(game: Game) -> None:
    game.choose(MAIN)
    hint = game.hint()
    assert (hint.thread, hint.steps, hint.stops) == ("Thread-1 (try_once)", 2, True)
    assert hint.then == "takes _released"


def test_off_the_path_a_hint_says_how_much_to_take_back(game: Game) -> None:
    game.choose(MAIN)
    game.choose(SECOND)
    game.carry_on()
    assert game.hint().undo == 2
    game.undo()
    game.undo()
    assert game.hint().undo == 0
    assert game.hints == 2


def test_undo_restores_every_moment(game: Game) -> None:
    moments = []
    for index in game.find.path.choices:
        moments.append(game.moment)
        game.choose(index)
    for moment in reversed(moments):
        game.undo()
        assert game.moment == moment
    with pytest.raises(NotPossible, match="nothing to take back"):
        game.undo()


def test_a_restart_begins_again_and_keeps_the_count_of_hints(game: Game) -> None:
    beginning = game.moment
    game.hint()
    game.choose(FIRST)
    game.carry_on()
    game.restart()
    assert game.moment == beginning
    assert game.choices == ()
    assert game.hints == 1


def test_carrying_on_is_choosing_the_same_until_it_cannot(game: Game) -> None:
    other = Game(game.find)
    for one in (game, other):
        one.choose(MAIN)
        one.choose(FIRST)
    game.carry_on()
    while other.moment.can_carry_on:
        other.choose(FIRST)
    assert game.moment == other.moment
    game.undo()
    assert game.choices == (MAIN, FIRST)


def test_who_cannot_run_cannot_be_chosen_and_nothing_changes(game: Game) -> None:
    game.choose(MAIN)
    before = game.moment
    for index in (MAIN, 7, -1):
        with pytest.raises(NotPossible):
            game.choose(index)
    with pytest.raises(NotPossible, match="choose another one"):
        game.carry_on()
    assert game.moment == before


def test_only_taking_control_from_one_that_could_go_on_is_a_preemption(game: Game) -> None:
    game.choose(MAIN)
    assert game.moment.preemptions == 0
    game.choose(FIRST)
    assert game.moment.preemptions == 0, "the main thread waits, so nothing was taken from it"
    game.choose(SECOND)
    assert game.moment.preemptions == 1


def test_everybody_in_turn_counts_what_it_takes_away(game: Game) -> None:
    game.all_in_turn()
    assert game.moment.outcome is not None
    assert game.moment.preemptions > 1
    with pytest.raises(NotPossible, match="it is over"):
        game.choose(FIRST)


def test_a_moment_tells_where_threads_are_and_what_they_wait_for(game: Game) -> None:
    game.choose(MAIN)
    game.choose(FIRST)
    main, first, second = game.moment.threads
    assert (main.readiness, main.doing) == (
        Readiness.BLOCKED,
        "waits for Thread-1 (try_once) to end",
    )
    assert (first.readiness, first.line, first.doing) == (Readiness.READY, 17, "reads _permits")
    assert (second.readiness, second.doing) == (Readiness.READY, "begins")


def test_an_order_that_breaks_nothing_finishes(game: Game) -> None:
    game.choose(MAIN)
    game.choose(FIRST)
    game.carry_on()
    while game.moment.outcome is None:
        game.choose(game.moment.ready[0].index)
    assert game.moment.outcome.kind is OutcomeKind.FINISHED
    assert game.hint().undo > 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("forbidden/the_real_one", "rejected before it runs: line 8: threading.Semaphore"),
        ("error_contract/releases_nothing", "without any choice to make, in test_a_release"),
        ("reference", "has found no failure"),
    ],
)
def test_what_is_no_game_says_why(name: str, why: str) -> None:
    kata = find_kata("semaphore")
    text = (kata.solutions / f"{name}.py").read_text("utf-8")
    with pytest.raises(NotPlayable, match=why):
        find(kata, text, "answer.py")


def test_a_file_that_cannot_be_loaded_is_no_game() -> None:
    text = "class Semaphore:\n    pass\n\n1 / 0\n"
    with pytest.raises(NotPlayable, match="cannot be loaded: ZeroDivisionError"):
        find(find_kata("semaphore"), text, "answer.py")


def test_the_failure_that_a_folder_promises_is_preferred() -> None:
    assert found("semaphore", "lost_wakeup/notify_before_the_permit").symptom is Symptom.LOST_WAKEUP
