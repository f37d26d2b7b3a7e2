"""HAProxy with deploy/haproxy.cfg as it is, before two processes of the app on loopback."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dnslib.server import DNSLogger, DNSServer
from dnslib.zoneresolver import ZoneResolver

from tests.balancer.visitor import Visitor
from tests.serving import PATIENCE, ROOT, free_port, server

HOSTS = ("127.0.0.1", "127.0.0.2")
#: dnslib would print each question.
QUIET = DNSLogger(logf=lambda _: None)


class Process:
    """One process of the app, which can be killed and started again at its address."""

    def __init__(self, log: Path, host: str, port: int) -> None:
        self.url = f"http://{host}:{port}"
        self._where = (log, "", host, port)
        self._running = ExitStack()
        self._pid = 0

    def start(self) -> None:
        """Start it, and wait until it is healthy."""
        _, self._pid = self._running.enter_context(server(*self._where))

    def kill(self) -> None:
        """Have it go without a word, as one that is out of memory does."""
        os.kill(self._pid, signal.SIGKILL)
        self.stop()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Have it hang: it takes connections and answers none of them."""
        os.kill(self._pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._pid, signal.SIGCONT)

    def stop(self) -> None:
        """Stop it; wait until it has gone."""
        self._running.close()


@dataclass(frozen=True)
class Front:
    """The balancer's address, and the processes behind it."""

    url: str
    processes: tuple[Process, ...]

    def home(self, visitor: Visitor) -> int:
        """Return which of the processes has a visitor's session; no other may have it."""
        homes = [n for n, one in enumerate(self.processes) if visitor.uploads_to(one.url)]
        assert len(homes) == 1
        return homes[0]

    def next_cookie(self) -> list[str]:
        """Return the cookie that who comes now is given, as a list of one or none."""
        with Visitor(self.url) as visitor:
            return visitor.arrives()

    def wait_until_both_get_visitors(self) -> None:
        """Wait until those who come are sent to one and the other, as nobody has a page open."""
        cookies: set[str] = set()

        def both_do() -> bool:
            cookies.update(self.next_cookie())
            return len(cookies) == len(self.processes)

        wait_until(both_do, "both processes get visitors")


def haproxy_path() -> str:
    """Return the path of an installed HAProxy."""
    path = os.environ.get("HAPROXY") or shutil.which("haproxy", path=f"{os.defpath}:/usr/sbin")
    assert path, "no HAProxy found: install it, or set HAPROXY to its path"
    return path


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Ask until a condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.05)


@contextmanager
def front(folder: Path) -> Iterator[Front]:
    """Run two processes and HAProxy; yield where they are once both get visitors.

    Both listen on the same port of two addresses, and one name in DNS has both: as the replicas
    of a container have one name.
    """
    port, bind = free_port(), f"127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        stack.enter_context(_environment("STREAMLIT_SERVER_COOKIE_SECRET", "one for both"))
        processes = tuple(Process(folder / f"{host}.log", host, port) for host in HOSTS)
        for process in processes:
            stack.callback(process.stop)
        with ThreadPoolExecutor() as pool:
            list(pool.map(Process.start, processes))
        dns = stack.enter_context(_dns("replicas.test", HOSTS))
        environment = {
            "GLASSNET_BIND": bind,
            "GLASSNET_HOST": "replicas.test",
            "GLASSNET_PORT": str(port),
            "GLASSNET_DNS": dns,
            # A test waits for three such answers.
            "GLASSNET_SLOW": "2s",
            "GLASSNET_REQUEST": "2s",
        }
        stack.enter_context(_haproxy(folder / "haproxy.log", environment))
        both = Front(f"http://{bind}", processes)
        both.wait_until_both_get_visitors()
        yield both


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


@contextmanager
def _dns(name: str, addresses: tuple[str, ...]) -> Iterator[str]:
    zone = "\n".join(f"{name}. 1 IN A {address}" for address in addresses)
    dns = DNSServer(ZoneResolver(zone), address="127.0.0.1", port=0, logger=QUIET)
    dns.start_thread()
    try:
        yield f"127.0.0.1:{dns.server.server_address[1]}"
    finally:
        dns.stop()
        dns.server.server_close()


@contextmanager
def _haproxy(log: Path, environment: dict[str, str]) -> Iterator[None]:
    # In the foreground; a warning about the configuration is an error.
    command = [haproxy_path(), "-db", "-dW", "-f", str(ROOT / "deploy/haproxy.cfg")]
    with log.open("w") as output:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
