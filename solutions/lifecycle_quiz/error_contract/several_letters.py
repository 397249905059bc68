"""Gives two letters where one is wanted, to be on the safe side."""

ANSWERS = {
    # The five states
    "before-start": "b",
    "after-start": "d",
    "end-of-run": "c",
    "run-instead-of-start": "a",
    # Waiting, with a time limit or without
    "waits-for-a-lock": "b",
    "asleep": "d",
    "wait-with-timeout": "b",
    "who-waits-in-join": "c",
    "notify-and-go-on": "a",
    # join
    "result-of-join": "d",
    "join-with-timeout": "a",
    "join-twice": "c",
    "join-yourself": "b",
    # daemon, and the end of the program
    "main-ends-first": "b",
    "daemon-at-exit": "c",
    "forgotten-worker": "d",
    "daemon-is-inherited": "a",
    # Exceptions in threads
    "caught-where": "c",
    "exit-in-a-thread": "b",
    "dies-with-the-lock": "a",
    # Scheduling and time slices
    "sleep-is-no-order": "d",
    "impossible-order": "c",
    "lost-update": "ab",
    "who-is-next": "c",
    "switch-interval": "d",
    # The GIL
    "what-the-gil-protects": "b",
    "when-the-gil-goes": "a",
    "blocking-io": "a",
    "cpu-bound": "d",
    "who-has-a-gil": "c",
}
