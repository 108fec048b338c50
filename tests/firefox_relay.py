"""A Firefox as Debian packages it, for Playwright: run in its place, before the same words.

    python firefox_relay.py /usr/bin/firefox-esr --remote-debugging-port=0 ...

Playwright speaks WebDriver BiDi with any Firefox, but sets the colour scheme of every window by a
command that none up to 153 knows, and gives up. Where it asks for none or for light, which is shown
anyway, it is answered here; all else passes, so that a test which asks for dark fails.
"""

import contextlib
import json
import re
import signal
import subprocess
import sys
from functools import partial
from threading import Thread

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve

SETS_SCHEME = "emulation.setMediaFeaturesOverride"
LISTENS = re.compile(r"WebDriver BiDi listening on (\S+)")
"""The line that Playwright waits for, too."""


def answered(message: str | bytes) -> str | None:
    """The answer to what Firefox need not hear."""
    said = json.loads(message)
    if said["method"] != SETS_SCHEME:
        return None
    if said["params"]["features"].get("prefers-color-scheme") not in (None, "light"):
        return None
    return json.dumps({"type": "success", "id": said["id"], "result": {}})


def relay(firefox: str, client: ServerConnection) -> None:
    """Pass messages on both ways until either side leaves."""
    with connect(firefox + client.request.path, max_size=None, compression=None) as own:
        Thread(target=pass_back, args=(own, client), daemon=True).start()
        with contextlib.suppress(ConnectionClosed):
            for message in client:
                if answer := answered(message):
                    client.send(answer)
                else:
                    own.send(message)


def pass_back(own, client: ServerConnection) -> None:
    with contextlib.suppress(ConnectionClosed):
        for message in own:
            client.send(message)
    client.close()


def main() -> int:
    """Run until Firefox ends; its log is passed on, with the relay's address for its own."""
    firefox = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True, errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: firefox.terminate())
    for line in firefox.stderr:
        told = line
        if found := LISTENS.search(line):
            address = found[1]
            answer = partial(relay, address)
            server = serve(answer, "127.0.0.1", 0, max_size=None, compression=None)
            Thread(target=server.serve_forever, daemon=True).start()
            own = f"ws://127.0.0.1:{server.socket.getsockname()[1]}"
            told = line.replace(address, own)
        sys.stderr.write(told)
        sys.stderr.flush()
    return firefox.wait()


if __name__ == "__main__":
    sys.exit(main())
