"""Two processes behind one address: shared out, each visitor with one, and one may go."""

import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests
import yaml

from tests.balancer.front import Front, front, wait_until
from tests.balancer.visitor import Visitor
from tests.serving import PATIENCE, ROOT, free_port

# One after another: these start servers of their own, kill them and count what they do.
pytestmark = pytest.mark.xdist_group("servers")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with front(tmp_path_factory.mktemp("pair")) as one:
        yield one


def test_visitors_are_spread_evenly(pair: Front) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(pair.url)) for _ in range(8)]
        for visitor in visitors:
            visitor.opens()
        homes = Counter(pair.home(visitor) for visitor in visitors)
        assert homes == {0: 4, 1: 4}
        # Each cookie names one process, and each process has one.
        assert len({(pair.home(one), *one.cookie) for one in visitors}) == 2

        # Where some have left, the next ones come.
        for visitor in [one for one in visitors if pair.home(one) == 0]:
            visitor.leaves()
        newcomers = [stack.enter_context(Visitor(pair.url)) for _ in range(4)]
        for visitor in newcomers:
            visitor.opens()
        assert Counter(pair.home(visitor) for visitor in newcomers)[0] >= 3


def test_a_visitor_stays_with_one_process(pair: Front) -> None:
    with Visitor(pair.url) as visitor, Visitor(pair.url) as other:
        (file,) = visitor.opens("sleep")
        other.opens()
        assert pair.home(visitor) != pair.home(other)
        for _ in range(6):
            answer = visitor.get(file)
            assert answer.status_code == 200
            assert answer.text.startswith("sleep,study,score")
            assert visitor.uploads()
        # The file is that process's alone: who is at the other does not find it.
        assert [other.get(file).status_code for _ in range(3)] == [404] * 3


def test_the_cookie_is_for_the_balancer_alone(pair: Front) -> None:
    with Visitor(pair.url) as visitor:
        said = visitor.get("/").headers["Set-Cookie"]
        assert "HttpOnly" in said
        assert "SameSite=Lax" in said
        assert "127.0.0" not in said


def test_numbers_for_those_who_watch_are_not_for_visitors(pair: Front) -> None:
    # The process itself has the host's; Streamlit's own nobody has.
    assert requests.get(f"{pair.processes[0].url}/metrics", timeout=PATIENCE).ok
    own = requests.get(f"{pair.processes[0].url}/_stcore/metrics", timeout=PATIENCE)
    assert own.status_code == 404
    with Visitor(pair.url) as visitor:
        assert visitor.get("/_stcore/metrics").status_code == 404
        assert visitor.get("/balancer-health").status_code == 200


def test_the_health_command_of_compose_asks_the_balancer(pair: Front) -> None:
    compose = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))
    way, *command = compose["services"]["balancer"]["healthcheck"]["test"]
    assert way == "CMD"
    here = [
        part.replace("127.0.0.1/8080", pair.url.split("//")[1].replace(":", "/"))
        for part in command
    ]
    assert here != command
    assert subprocess.run(here, timeout=PATIENCE).returncode == 0
    # And it can fail.
    nobody = [part.replace("127.0.0.1/8080", f"127.0.0.1/{free_port()}") for part in command]
    assert subprocess.run(nobody, timeout=PATIENCE, stderr=subprocess.DEVNULL).returncode != 0


@pytest.mark.parametrize("sent", [b"GET / HT", b"GET / HTTP/1.1\r\nHost: here\r\nX: "])
def test_who_sends_half_a_request_is_cut_off(pair: Front, sent: bytes) -> None:
    host, port = pair.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE) as wire:
        wire.sendall(sent)
        answer = wire.makefile("rb").read()  # until the other side closes
    assert answer.startswith(b"HTTP/1.1 408")
    with Visitor(pair.url) as visitor:
        visitor.opens()


def test_one_process_goes_and_comes_back(pair: Front) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(pair.url)) for _ in range(4)]
        for visitor in visitors:
            visitor.opens()
        lost = [visitor for visitor in visitors if pair.home(visitor) == 0]
        kept = [visitor for visitor in visitors if pair.home(visitor) == 1]
        assert len(lost) == len(kept) == 2
        sessions = [visitor.session for visitor in kept]
        cookie = lost[0].cookie

        pair.processes[0].kill()
        try:
            for visitor in lost:
                assert visitor.lost_its_socket()
                # It still shows the cookie of the process that has gone.
                wait_until(visitor.opens_again, "a visitor opens the page again")
                assert visitor.uploads_to(pair.processes[1].url)
            for visitor in kept:
                visitor.runs()
                assert visitor.uploads()
            assert [visitor.session for visitor in kept] == sessions
            # Whoever comes now sees nothing of it.
            for _ in range(4):
                with Visitor(pair.url) as visitor:
                    visitor.opens()
                    assert visitor.get("/balancer-health").status_code == 200
        finally:
            pair.processes[0].start()
        # All pages are open at the other one.
        wait_until(lambda: pair.next_cookie() == cookie, "it gets visitors again")
        # Those who had to move stay where they are.
        for visitor in lost:
            assert visitor.uploads()


def test_one_process_hangs_and_is_found_out(pair: Front) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(Visitor(pair.url)) for _ in range(2)]
        for visitor in visitors:
            visitor.opens()
        (stuck,) = [visitor for visitor in visitors if pair.home(visitor) == 0]
        cookie = stuck.cookie
        with pair.processes[0].hanging():
            assert stuck.lost_its_socket()
            wait_until(stuck.opens_again, "the visitor opens the page again")
            assert stuck.uploads_to(pair.processes[1].url)
        wait_until(lambda: pair.next_cookie() == cookie, "it gets visitors again")
