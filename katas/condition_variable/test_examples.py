"""The examples of the prompt, to try a first version on."""

import threading

import pytest
from condition_variable import Mailbox, MailboxClosed


def test_first_in_first_out():
    mailbox = Mailbox()
    mailbox.send("hello")
    mailbox.send("world")
    assert mailbox.receive() == "hello"
    assert mailbox.receive() == "world"


def test_nothing_came_in_time():
    with pytest.raises(TimeoutError):
        Mailbox().receive(timeout=0)


def test_what_was_sent_before_the_close_is_still_delivered():
    mailbox = Mailbox()
    mailbox.send("last words")
    mailbox.close()
    with pytest.raises(MailboxClosed):
        mailbox.send("too late")
    assert mailbox.receive() == "last words"
    with pytest.raises(MailboxClosed):
        mailbox.receive()


def test_closing_twice_is_fine():
    mailbox = Mailbox()
    mailbox.close()
    mailbox.close()


def test_a_receiver_waits_for_a_sender():
    mailbox = Mailbox()
    got = []
    receiver = threading.Thread(target=lambda: got.append(mailbox.receive()))
    receiver.start()
    mailbox.send("hello")
    receiver.join()
    assert got == ["hello"]
