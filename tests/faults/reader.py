"""A visitor who asks for the same address again and again, and writes down what came.

Arguments: the address, the file to write in, the pause in seconds. Each line: the status, the hash
of the bytes, their count, and the hash that the site announced with them (none when a bucket sends
them). It ends when its input is closed.
"""

import hashlib
import http.client
import json
import select
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path


def read(address):
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 (our own site)
            body = answer.read()
            announced = (answer.headers["ETag"] or "").strip('"')
            known = {"announced": announced} if len(announced) == 64 else {}
            return {
                "status": 200,
                "sha256": hashlib.sha256(body).hexdigest(),
                "size": len(body),
            } | known
    except urllib.error.HTTPError as refusal:
        with refusal:
            return {"status": refusal.code}
    except http.client.IncompleteRead as cut:
        return {"status": 0, "why": f"cut after {len(cut.partial)} bytes"}
    except (OSError, http.client.HTTPException) as error:
        return {"status": 0, "why": str(error)[:200]}


def main(address, journal, pause):
    with Path(journal).open("w") as lines:
        while not select.select([sys.stdin], [], [], 0)[0]:
            lines.write(json.dumps(read(address)) + "\n")
            lines.flush()
            time.sleep(float(pause))


if __name__ == "__main__":
    main(*sys.argv[1:])
