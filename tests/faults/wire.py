"""A wire to a server, that can be cut: bytes pass as they are, so that signatures hold.

A process of its own. Arguments: the host and the port of the server. It prints the port it listens
on; each line of its input is JSON: `up`, `down`: after how many bytes of a connection, towards the
server or back from it, both ends are closed; null: never. 0 closes it at once.
"""

import json
import socket
import sys
import threading
from contextlib import suppress

CHUNK = 16 * 1024
LIMITS = {"up": None, "down": None}


def join(near, target):
    with suppress(OSError), near, socket.create_connection(target) as far:
        back = threading.Thread(target=carry, args=[far, near, "down"], daemon=True)
        back.start()
        carry(near, far, "up")
        back.join()


def carry(source, sink, way):
    passed = 0
    with suppress(OSError):
        while data := source.recv(CHUNK):
            most = LIMITS[way]
            if most is not None and passed + len(data) > most:
                sink.sendall(data[: most - passed])
                break
            sink.sendall(data)
            passed += len(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def listen(listener, target):
    while True:
        near, _ = listener.accept()
        threading.Thread(target=join, args=[near, target], daemon=True).start()


def main(host, port):
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=listen, args=[listener, (host, int(port))], daemon=True).start()
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        LIMITS.update(json.loads(line))
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
