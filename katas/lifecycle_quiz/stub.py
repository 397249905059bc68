"""Answers about the life of a thread: a, b, c or d for every question.

`kata quiz lifecycle_quiz` asks them and fills them in here; `--print` shows them all.
"""

ANSWERS = {
    # The five states
    "before-start": "",
    "after-start": "",
    "end-of-run": "",
    "run-instead-of-start": "",
    # Waiting, with a time limit or without
    "waits-for-a-lock": "",
    "asleep": "",
    "wait-with-timeout": "",
    "who-waits-in-join": "",
    "notify-and-go-on": "",
    # join
    "result-of-join": "",
    "join-with-timeout": "",
    "join-twice": "",
    "join-yourself": "",
    # daemon, and the end of the program
    "main-ends-first": "",
    "daemon-at-exit": "",
    "forgotten-worker": "",
    "daemon-is-inherited": "",
    # Exceptions in threads
    "caught-where": "",
    "exit-in-a-thread": "",
    "dies-with-the-lock": "",
    # Scheduling and time slices
    "sleep-is-no-order": "",
    "impossible-order": "",
    "lost-update": "",
    "who-is-next": "",
    "switch-interval": "",
    # The GIL
    "what-the-gil-protects": "",
    "when-the-gil-goes": "",
    "blocking-io": "",
    "cpu-bound": "",
    "who-has-a-gil": "",
}
