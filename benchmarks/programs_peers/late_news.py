"""A wait that timed out is taken for proof that nothing came, while the news was on its way."""

import threading

BUG = True
USES_TIME = True


class Mailbox:
    def __init__(self):
        self.arrived = threading.Condition()
        self.letter = None
        self.given_up = False


def receive(mailbox):
    with mailbox.arrived:
        if mailbox.letter is None and not mailbox.arrived.wait(timeout=1.0):
            mailbox.given_up = True
        else:
            mailbox.letter = None


def send(mailbox):
    with mailbox.arrived:
        if not mailbox.given_up:
            mailbox.letter = "hello"
            mailbox.arrived.notify()


def setup():
    return Mailbox()


WORKERS = [receive, send]


def invariant(mailbox):
    return mailbox.letter is None
