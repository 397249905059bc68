"""A dict for each topic, put together at the end."""

STATES = {
    "before-start": "b",
    "after-start": "d",
    "end-of-run": "c",
    "run-instead-of-start": "a",
}

WAITING = {
    "waits-for-a-lock": "b",
    "asleep": "d",
    "wait-with-timeout": "b",
    "who-waits-in-join": "c",
    "notify-and-go-on": "a",
}

JOIN = {
    "result-of-join": "d",
    "join-with-timeout": "a",
    "join-twice": "c",
    "join-yourself": "b",
}

DAEMON = {
    "main-ends-first": "b",
    "daemon-at-exit": "c",
    "forgotten-worker": "d",
    "daemon-is-inherited": "a",
}

EXCEPTIONS = {
    "caught-where": "c",
    "exit-in-a-thread": "b",
    "dies-with-the-lock": "a",
}

SCHEDULING = {
    "sleep-is-no-order": "d",
    "impossible-order": "c",
    "lost-update": "b",
    "who-is-next": "c",
    "switch-interval": "d",
}

GIL = {
    "what-the-gil-protects": "b",
    "when-the-gil-goes": "a",
    "blocking-io": "a",
    "cpu-bound": "d",
    "who-has-a-gil": "c",
}

ANSWERS = STATES | WAITING | JOIN | DAEMON | EXCEPTIONS | SCHEDULING | GIL
