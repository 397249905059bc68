"""Lists of questions for each letter, turned round by a loop."""

BY_LETTER = {
    "a": [
        "run-instead-of-start",
        "notify-and-go-on",
        "join-with-timeout",
        "daemon-is-inherited",
        "dies-with-the-lock",
        "when-the-gil-goes",
        "blocking-io",
    ],
    "b": [
        "before-start",
        "waits-for-a-lock",
        "wait-with-timeout",
        "join-yourself",
        "main-ends-first",
        "exit-in-a-thread",
        "lost-update",
        "what-the-gil-protects",
    ],
    "c": [
        "end-of-run",
        "who-waits-in-join",
        "join-twice",
        "daemon-at-exit",
        "caught-where",
        "impossible-order",
        "who-is-next",
        "who-has-a-gil",
    ],
    "d": [
        "after-start",
        "asleep",
        "result-of-join",
        "forgotten-worker",
        "sleep-is-no-order",
        "switch-interval",
        "cpu-bound",
    ],
}

ANSWERS = {}
for letter, names in BY_LETTER.items():
    for name in names:
        ANSWERS[name] = letter
