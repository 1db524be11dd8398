"""A proxy in front of an S3 server, that fails as networks and services do.

One request a connection, passed on as it is but for `Connection`: signatures hold. A process of its
own. Arguments: the host and the port of the server. It prints the port it listens on; each line of
its input is a Fault, as JSON, and it answers with how many requests met which mode.
"""

import asyncio
import json
import re
import socket
import struct
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

CHUNK = 16 * 1024
AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: closing says RST, not FIN."""
REFUSAL = b"<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"


@dataclass(frozen=True)
class Fault:
    """`mode`: down, latency, drip, 500, 503, reset, truncate, flip or hang. `at`: after how many
    bytes of a body, whichever way it goes; `seconds`: before the first byte (latency) or between
    two handfuls (drip); `path`: of which requests.
    """

    mode: str = ""
    at: int = 0
    seconds: float = 0.0
    path: str = ""


@dataclass
class Proxy:
    target: tuple[str, int]
    fault: Fault = Fault()
    met: Counter = field(default_factory=Counter)  # how many requests met which mode
    port: int = 0

    async def listen(self):
        self.server = await asyncio.start_server(self.serve, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def fail(self, fault):
        """Fail that way from now on; « down »: nothing listens."""
        if "down" in (self.fault.mode, fault.mode):
            self.server.close()
            if fault.mode != "down":
                await self.listen()
        self.fault = fault

    async def serve(self, reader, writer):
        with suppress(OSError, asyncio.IncompleteReadError):
            await self.passed(reader, writer)
        with suppress(OSError):
            writer.close()

    async def passed(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ", 2)[1].decode()
        fault = self.fault if self.fault.path in path else Fault()
        if fault.mode:
            self.met[fault.mode] += 1
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
            head += b"\r\nContent-Length: %d\r\n\r\n" % fault.at  # cut, it says that it is whole
        writer.write(head)
        await carry(up, writer, fault, writer)


async def carry(source, sink, fault, client):
    """Pass bytes on until their end, and do to them what the fault says."""
    passed = 0
    while data := await source.read(64 if fault.mode == "drip" else CHUNK):
        start, passed = passed, passed + len(data)
        if fault.mode == "flip" and start <= fault.at < passed:
            place = fault.at - start
            data = data[:place] + bytes([(data[place] + 1) % 256]) + data[place + 1 :]
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
    said = b"HTTP/1.1 %s No\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
    return said % (mode.encode(), len(REFUSAL), REFUSAL)


def without(head, name):
    return re.sub(rb"\r\n%s:[^\r]*" % name, b"", head, flags=re.IGNORECASE)


def length_of(head):
    found = re.search(rb"\r\nContent-Length: *(\d+)", head, re.IGNORECASE)
    return int(found[1]) if found else 0


def main(host, port):
    loop, proxy = asyncio.new_event_loop(), Proxy((host, int(port)))
    threading.Thread(target=loop.run_forever, daemon=True).start()

    def do(work):
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    do(proxy.listen())
    print(proxy.port, flush=True)  # noqa: T201 (our answer)
    for line in sys.stdin:
        do(proxy.fail(Fault(**json.loads(line))))
        print(json.dumps(proxy.met), flush=True)  # noqa: T201 (as above)


if __name__ == "__main__":
    main(*sys.argv[1:])
