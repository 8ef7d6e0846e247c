"""Starts reading processes. On Linux they are forked from a process that has imported everything and read nothing yet: a
workbook need not wait while a new interpreter imports the reader, and every load still begins with processes that have
never seen one. Elsewhere each of them is an interpreter of its own.
"""

from __future__ import annotations

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, cast

import orjson

from base import settings
from loaders.frames import read_frame

FORKS = sys.platform == "linux"
_SETTINGS = "QMS_"
_SECONDS_TO_END = 5


@dataclass(slots=True)
class Child:
    """A reading process as the server holds it: both ends of its pipes, its number once it has told it, and how to end it."""

    stdin: BinaryIO
    stdout: BinaryIO
    started: subprocess.Popen[bytes] | None = None
    pid: int = 0
    handle: int | None = None  # a number may be given to another process, a handle may not

    def ready(self) -> bool:
        """Waits until the process says that it is ready, and which one it is."""
        told = read_frame(self.stdout) if not self.pid else b""
        if told:
            self.pid = int(told)
            if self.started is None:
                with suppress(ProcessLookupError):
                    self.handle = os.pidfd_open(self.pid)
        return self.pid > 0

    def kill(self) -> None:
        """Ends the process at once."""
        if self.started:
            self.started.kill()
        elif self.handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)

    def close(self) -> None:
        """Ends the process and gives back what was held of it."""
        self.kill()
        if self.started:
            self.started.wait()
        for stream in (self.stdin, self.stdout):
            with suppress(OSError):
                stream.close()
        if self.handle is not None:
            select.select([self.handle], [], [], _SECONDS_TO_END)  # readable once it has ended and its memory is free
            os.close(self.handle)
            self.handle = None


def start(megabytes: int) -> Child:
    """A new reading process that may hold so many megabytes; it can be asked as soon as it is ready."""
    if FORKS:
        return _forkserver.fork(megabytes)
    process = _interpreter([str(megabytes)], subprocess.PIPE, subprocess.PIPE)
    return Child(cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout), process)


def _interpreter(arguments: list[str], stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "loaders.child", *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        cwd=settings.PROJECT,
        env={**os.environ, "PYTHONPATH": str(settings.PROJECT)},
    )


class _Forkserver:
    """The process that others are forked from; started when the first is asked for, again where it has gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def fork(self, megabytes: int) -> Child:
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        try:
            self._send(orjson.dumps([megabytes, _settings()]), [theirs_in, theirs_out])
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return Child(os.fdopen(ours_in, "wb"), os.fdopen(ours_out, "rb"))

    def _send(self, message: bytes, pipes: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._line or self._start(), [message], pipes)
            except OSError:
                self.close()
                socket.send_fds(self._start(), [message], pipes)

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = _interpreter([], theirs.fileno(), subprocess.DEVNULL)
        theirs.close()
        self._line = ours
        return ours

    def close(self) -> None:
        """Ends it: without its line there is nothing left for it to do."""
        if self._line:
            self._line.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._line = self._process = None


def _settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(_SETTINGS)}


def forked() -> int:
    """Forks whenever the server asks, until it is gone. Returns in the forked processes only: the megabytes of each."""
    signal.signal(signal.SIGCHLD, _bury)
    line = socket.socket(fileno=0)
    while True:
        message, pipes, _, _ = socket.recv_fds(line, 1 << 16, 2)
        if not message:
            os._exit(0)
        if os.fork() == 0:
            return _settle(line, orjson.loads(message), pipes)
        for pipe in pipes:
            os.close(pipe)


def _settle(line: socket.socket, message: tuple[int, dict[str, str]], pipes: list[int]) -> int:
    """Makes a forked process one that reads from its own pipes, under the settings of the server as they are now."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line.close()
    for pipe, standard in zip(pipes, (0, 1), strict=True):
        os.dup2(pipe, standard)
        os.close(pipe)
    megabytes, named = message
    for name in _settings().keys() - named.keys():
        del os.environ[name]
    os.environ.update(named)
    return megabytes


def _bury(*_: object) -> None:
    """Takes notice of the processes that have ended, so that the time they took is counted."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


_forkserver = _Forkserver()
atexit.register(_forkserver.close)
