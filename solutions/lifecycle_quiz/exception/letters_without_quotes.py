"""Writes the letters without quotes, so that they are names nobody has defined."""

ANSWERS = {
    "before-start": b,  # noqa: F821
    "after-start": d,  # noqa: F821
    "end-of-run": c,  # noqa: F821
    "run-instead-of-start": a,  # noqa: F821
    "waits-for-a-lock": b,  # noqa: F821
    "asleep": d,  # noqa: F821
    "wait-with-timeout": b,  # noqa: F821
    "who-waits-in-join": c,  # noqa: F821
    "notify-and-go-on": a,  # noqa: F821
    "result-of-join": d,  # noqa: F821
    "join-with-timeout": a,  # noqa: F821
    "join-twice": c,  # noqa: F821
    "join-yourself": b,  # noqa: F821
    "main-ends-first": b,  # noqa: F821
    "daemon-at-exit": c,  # noqa: F821
    "forgotten-worker": d,  # noqa: F821
    "daemon-is-inherited": a,  # noqa: F821
    "caught-where": c,  # noqa: F821
    "exit-in-a-thread": b,  # noqa: F821
    "dies-with-the-lock": a,  # noqa: F821
    "sleep-is-no-order": d,  # noqa: F821
    "impossible-order": c,  # noqa: F821
    "lost-update": b,  # noqa: F821
    "who-is-next": c,  # noqa: F821
    "switch-interval": d,  # noqa: F821
    "what-the-gil-protects": b,  # noqa: F821
    "when-the-gil-goes": a,  # noqa: F821
    "blocking-io": a,  # noqa: F821
    "cpu-bound": d,  # noqa: F821
    "who-has-a-gil": c,  # noqa: F821
}
