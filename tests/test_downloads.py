"""Files that take long are made a few at a time, each whole and each once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from nkmap.app import downloads


def test_at_most_two_files_are_made_at_the_same_time_and_all_of_them_are():
    at_work, most, lock = 0, 0, threading.Lock()
    both = threading.Barrier(downloads.MOST_AT_ONCE)

    def make(number: int) -> bytes:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
        both.wait(30)  # nobody goes on before as many as may are at work
        with lock:
            at_work -= 1
        return str(number).encode()

    with ThreadPoolExecutor(6) as crowd:
        found = list(crowd.map(lambda n: downloads.in_turn(lambda: make(n)), range(6)))
    assert (found, most) == ([b"0", b"1", b"2", b"3", b"4", b"5"], 2)


def test_a_file_that_fails_gives_its_turn_back():
    def fail() -> bytes:
        raise ValueError("no such picture")

    for _ in range(downloads.MOST_AT_ONCE + 1):
        with pytest.raises(ValueError, match="no such picture"):
            downloads.in_turn(fail)
    assert downloads.in_turn(lambda: b"made") == b"made"
