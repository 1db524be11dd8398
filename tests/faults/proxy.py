"""A proxy in front of an S3 server, that fails as networks and services do.

One request a connection, passed on as it is but for `Connection`: signatures hold. It runs in a
thread of whoever starts it, and other processes reach it by its port.
"""

import asyncio
import re
import socket
import struct
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 16 * 1024
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing says RST, not FIN."""
SLOW_DOWN = b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"
BROKEN = b"<Error><Code>InternalError</Code><Message>We failed.</Message></Error>"
MODES = ("down", "latency", "drip", "500", "503", "reset", "truncate", "flip", "hang")


@dataclass(frozen=True)
class Fault:
    """`at`: after how many bytes of a body, whichever way it goes; `seconds`: of waiting, before
    the first byte (latency) or between two handfuls (drip); `verbs`, `path`: which requests.
    """

    mode: str = ""
    at: int = 0
    seconds: float = 0.0
    verbs: tuple[str, ...] = ()
    path: str = ""

    def strikes(self, verb, path):
        return bool(self.mode) and (not self.verbs or verb in self.verbs) and self.path in path


@dataclass
class Proxy:
    """`faults`: how many requests met which mode."""

    target: tuple[str, int]
    fault: Fault = Fault()
    faults: Counter = field(default_factory=Counter)

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.port = 0
        self.ask(self.listen())
        return self

    def __exit__(self, *_):
        self.ask(self.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def ask(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(10)

    async def listen(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def close(self):
        self.server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    @contextmanager
    def failing(self, mode, **how):
        """Fail that way meanwhile; « down »: nothing listens."""
        self.fault = Fault(mode, **how)
        if mode == "down":
            self.faults[mode] += 1
            self.ask(self.close())
        try:
            yield
        finally:
            self.fault = Fault()
            if mode == "down":
                self.ask(self.listen())

    async def serve(self, reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            await self.passed(reader, writer)
        with suppress(OSError):
            writer.close()

    async def passed(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        verb, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ", 2)
        fault = self.fault if self.fault.strikes(verb, path) else Fault()
        self.faults[fault.mode] += bool(fault.mode)
        if fault.mode in ("500", "503"):
            return writer.write(refusal(fault.mode))
        if fault.mode == "hang":
            await asyncio.sleep(3600)
        await asyncio.sleep(fault.seconds if fault.mode == "latency" else 0)
        up, down = await asyncio.open_connection(*self.target)
        down.write(b"%s\r\nConnection: close\r\n\r\n" % without(head[:-4], b"Connection"))
        sending = asyncio.create_task(carry(reader, down, fault, writer))
        try:
            await self.answered(up, writer, fault)
        finally:
            sending.cancel()
            down.close()

    async def answered(self, up, writer, fault):
        """« 100 Continue » comes before the answer: it goes as it is."""
        while (head := await up.readuntil(b"\r\n\r\n")).split(b" ", 2)[1].startswith(b"1"):
            writer.write(head)
        if fault.mode == "truncate" and length_of(head) > fault.at:
            head = without(head[:-4], b"Content-Length")
            head += (
                b"\r\nContent-Length: %d\r\n\r\n" % fault.at
            )  # what is cut says that it is whole
        writer.write(head)
        await carry(up, writer, fault, writer)


async def carry(source, sink, fault, client):
    """Pass bytes on until their end, and do to them what the fault says."""
    passed = 0
    while data := await source.read(64 if fault.mode == "drip" else CHUNK):
        start, passed = passed, passed + len(data)
        if fault.mode == "flip" and start <= fault.at < passed:
            place = fault.at - start
            data = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        if fault.mode in ("reset", "truncate") and passed > fault.at:
            sink.write(data[: fault.at - start])
            await sink.drain()
            return broken(client) if fault.mode == "reset" else None
        sink.write(data)
        await sink.drain()
        await asyncio.sleep(fault.seconds if fault.mode == "drip" else 0)
    return None


def broken(client):
    client.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
    client.transport.abort()


def refusal(mode):
    line, body = (b"500 Broken", BROKEN) if mode == "500" else (b"503 Slow Down", SLOW_DOWN)
    said = b"HTTP/1.1 %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
    return said % (line, len(body), body)


def without(head, name):
    return re.sub(rb"\r\n%s:[^\r]*" % name, b"", head, flags=re.IGNORECASE)


def length_of(head):
    found = re.search(rb"\r\nContent-Length: *(\d+)", head, re.IGNORECASE)
    return int(found[1]) if found else 0
