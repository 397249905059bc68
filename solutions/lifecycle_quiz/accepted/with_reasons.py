"""A comment with a reason behind some of the answers, and a type hint."""

ANSWERS: dict[str, str] = {
    "before-start": "b",  # no thread yet, so nothing can be alive
    "after-start": "d",  # it may be done already
    "end-of-run": "c",
    "run-instead-of-start": "a",
    "waits-for-a-lock": "b",
    "asleep": "d",  # main may be late by any time
    "wait-with-timeout": "b",
    "who-waits-in-join": "c",
    "notify-and-go-on": "a",
    "result-of-join": "d",
    "join-with-timeout": "a",
    "join-twice": "c",
    "join-yourself": "b",
    "main-ends-first": "b",
    "daemon-at-exit": "c",  # nobody waits for it
    "forgotten-worker": "d",
    "daemon-is-inherited": "a",
    "caught-where": "c",
    "exit-in-a-thread": "b",
    "dies-with-the-lock": "a",
    "sleep-is-no-order": "d",
    "impossible-order": "c",
    "lost-update": "b",
    "who-is-next": "c",
    "switch-interval": "d",
    "what-the-gil-protects": "b",
    "when-the-gil-goes": "a",
    "blocking-io": "a",
    "cpu-bound": "d",
    "who-has-a-gil": "c",
}
