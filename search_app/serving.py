"""The web server: one listening socket, processes that answer on it, and one that watches over them.

Rule: nothing is opened before the processes part; neither database connections nor index files survive a fork.
Waitress reads requests and writes answers beside its threads, so silent and slow connections hold none of them;
of the servers measured (benchmarks/RESULTS.md) it also takes the least memory.
"""

from __future__ import annotations

import errno
import gc
import logging
import multiprocessing
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search_app.errors import CannotListen
from search_app.stop_order import StopOrder
from search_app.upload_limits import MAX_SENT_BYTES

if TYPE_CHECKING:
    from flask import Flask

    from search_app.intake_watch import IntakeWatch

THREADS = 2
"""In each process: one more than can compute at once, so that a slow search does not hold up a page."""

GRACE_SECONDS = 10.0
"""How long answers that have begun may take after the order to stop."""

BACKLOG = 1024
"""Connections that wait while all processes are busy; the system may allow fewer."""

CONNECTIONS = 1000
"""Open at once in one process; browsers keep several open without a word."""

RECEIVED_BYTES = 1 << 16
"""Read at once from a connection; waitress's own 8,192 make eight rounds of a file of it."""

HEADER_BYTES = 1 << 16
"""Of a request before its body: the longest search fits, in any alphabet, with cookies. More is refused (431)."""

TEND_SECONDS = 5.0
"""How long what a dead writer left behind may go unnoticed; looking takes some milliseconds."""

DESCRIPTORS = 4096
"""Open at once in one process: its connections, and the files of what two threads take in."""

_RESTART_SECONDS = 1.0
"""Pause before a process that died is started again: a fault at its start must not eat the machine."""

_fork = multiprocessing.get_context("fork")


def listen(host: str, port: int) -> socket.socket:
    """Take the port, 0 for any that is free; requests wait until `serve` answers. Raises: CannotListen."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(place[:2], family=family, backlog=BACKLOG)
    except OSError as error:  # an unknown host is one too
        raise CannotListen(host, port, _CAUSES.get(error.errno or 0, error.strerror or str(error))) from error


def address(listening: socket.socket) -> str:
    """Give the address to type into a browser; for a socket that takes all comers, the machine's name."""
    host, port = listening.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - only compared
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(
    app: Flask,
    listening: socket.socket,
    *,
    processes: int,
    proxy: str | None = None,
    prepare: Callable[[], None] | None = None,
    tend: Callable[[], None] | None = None,
    spool: Path | None = None,
    watch: IntakeWatch | None = None,
) -> None:
    """Answer until SIGINT or SIGTERM, then finish what was begun.

    `proxy`: whose X-Forwarded-... to believe; `prepare` is called once in each process that answers, beside its
    first answers; `tend` every few seconds beside these processes, and leaves nothing open. `spool` is the folder
    where large bodies are received; `watch` looks after who reads the files that came in them.
    """
    gc.freeze()  # the parent's objects stay shared memory: collecting them in a child would copy them
    _allow_descriptors()

    def start() -> BaseProcess:
        given = (app, listening, proxy, prepare, os.getpid(), str(spool) if spool else None)
        process = _fork.Process(target=_answer, args=given)
        process.start()
        return process

    order = StopOrder()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; children leave it to us
    running = [start() for _ in range(processes)]
    order.listen()
    faults = ["", ""]
    tended_at = 0.0
    with suppress(KeyboardInterrupt):
        while not order.is_given:
            also = [order.bell, *(watch.heard() if watch else ())]
            running = _with_replacements(running, start, also)
            if watch is not None:
                faults[0] = _try(partial(watch.look, listening.close), faults[0], _UNREAD)
            if tend is not None and time.monotonic() - tended_at >= TEND_SECONDS:
                with order.at_once():
                    faults[1] = _try(tend, faults[1], _UNINDEXED)
                tended_at = time.monotonic()
    listening.close()
    if watch is not None:
        watch.stop()
    _stop(running)
    if watch is not None:
        watch.end()


def _allow_descriptors() -> None:
    """Have room for as many open files as are meant, where the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _with_replacements(running: list[BaseProcess], start: Any, also: Sequence[Any] = ()) -> list[BaseProcess]:
    """Wait a while for processes to die, or for anything else; give the list with new ones in their places."""
    wait([*(process.sentinel for process in running), *also], TEND_SECONDS)
    dead = [process for process in running if not process.is_alive()]
    if not dead:
        return running
    for process in dead:
        _log.error("A server process ended with code %s; another is started.", process.exitcode)
    time.sleep(_RESTART_SECONDS)
    return [process for process in running if process not in dead] + [start() for _ in dead]


def _try(tend: Callable[[], None], fault: str, what: str) -> str:
    """Tend something; give what went wrong, logged unless it is the same fault as before."""
    try:
        tend()
    except Exception as error:  # noqa: BLE001 - whatever it is, those who answer must be watched over
        told = " ".join(str(error).split())
        if told != fault:
            _log.error("%s: %s", what, told)
        return told
    return ""


def _stop(running: list[BaseProcess]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for process in running:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS + 1
    for process in running:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()


def _answer(
    app: Flask,
    listening: socket.socket,
    proxy: str | None,
    prepare: Callable[[], None] | None,
    parent: int,
    spool: str | None,
) -> None:
    """Answer requests in this process until it is told to stop or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who tells us
    from waitress import wasyncore  # noqa: PLC0415 - only who serves needs it
    from waitress.server import create_server  # noqa: PLC0415 - as above

    from search_app.spooling import channel_of  # noqa: PLC0415 - as above

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no news
    connections: dict[int, Any] = {}
    server = create_server(
        app,
        map=connections,
        sockets=[listening],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        recv_bytes=RECEIVED_BYTES,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=MAX_SENT_BYTES + 1,
        ident=None,
        **_trust(proxy),
    )
    server.channel_class = channel_of(spool, partial(_asked_of, server.application))
    stopping = False

    def stop(*_signal: object) -> None:
        nonlocal stopping
        stopping = True
        server.pull_trigger()

    signal.signal(signal.SIGTERM, stop)
    # Not before it is known how to stop in order: what is prepared leaves traces in the system when it is cut off.
    preparing = threading.Thread(target=prepare or _nothing, name="preparing", daemon=True)
    preparing.start()
    while not stopping and os.getppid() == parent:
        wasyncore.loop(timeout=1.0, use_poll=True, map=connections, count=1)
    server.accepting = False
    deadline = time.monotonic() + GRACE_SECONDS
    while _is_busy(server) and time.monotonic() < deadline:
        wasyncore.loop(timeout=0.1, use_poll=True, map=connections, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    preparing.join(GRACE_SECONDS)


def _asked_of(application: Callable[..., Any], environ: dict[str, Any]) -> HTTPStatus:
    """Give the status with which the application answers, itself and what stands before it."""
    statuses: list[str] = []

    def start_response(status: str, _headers: object, _fault: object = None) -> Callable[[bytes], None]:
        statuses.append(status)
        return lambda _written: None

    answer = application(environ, start_response)
    if hasattr(answer, "close"):
        answer.close()
    return HTTPStatus(int(statuses[-1].split()[0]))


def _nothing() -> None:
    """Prepare nothing."""


def _is_busy(server: Any) -> bool:
    return any(channel.requests or channel.total_outbufs_len for channel in server.active_channels.values())


def _trust(proxy: str | None) -> dict[str, Any]:
    if proxy is None:
        return {"clear_untrusted_proxy_headers": True}
    headers = {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"}
    return {"trusted_proxy": proxy, "trusted_proxy_headers": headers, "clear_untrusted_proxy_headers": True}


_CAUSES = {
    errno.EADDRINUSE: "it is in use",
    errno.EADDRNOTAVAIL: "this machine does not have that address",
    errno.EACCES: "only an administrator may take it",
    socket.EAI_NONAME: "no host has that name",
}

_UNREAD = "Files that wait could not be looked after"
_UNINDEXED = "The index could not be brought up to date"

_log = logging.getLogger(__name__)
