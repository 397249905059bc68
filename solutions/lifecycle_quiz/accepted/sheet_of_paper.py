"""A sheet of text as one would fill it in with a pencil, read line by line."""

SHEET = """
before-start b
after-start d
end-of-run c
run-instead-of-start a
waits-for-a-lock b
asleep d
wait-with-timeout b
who-waits-in-join c
notify-and-go-on a
result-of-join d
join-with-timeout a
join-twice c
join-yourself b
main-ends-first b
daemon-at-exit c
forgotten-worker d
daemon-is-inherited a
caught-where c
exit-in-a-thread b
dies-with-the-lock a
sleep-is-no-order d
impossible-order c
lost-update b
who-is-next c
switch-interval d
what-the-gil-protects b
when-the-gil-goes a
blocking-io a
cpu-bound d
who-has-a-gil c
"""

ANSWERS = dict(line.split() for line in SHEET.strip().splitlines())
