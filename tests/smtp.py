"""A mail server of the tests: takes mails in, refuses an address, or breaks off, as it was told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message


@dataclass
class MailServer:
    """What it took in, and how it answers."""

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    # What it says to RCPT TO, by address; who is not in it is welcome.
    refused: dict[str, str] = field(default_factory=dict)
    # Takes a mail in and says nothing more, until let go.
    stuck: bool = False
    heard: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def addresses(self) -> list[str]:
        """To whom mails went, in their order."""
        return [str(mail["To"]) for mail in self.taken]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server: MailServer = self.server.told  # type: ignore[attr-defined]
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                address = line.partition("<")[2].partition(">")[0]
                self._say(server.refused.get(address, "250 ok"))
            elif word == "DATA":
                self._say("354 go on")
                server.taken.append(message_from_string(self._letter()))
                server.heard.set()
                if server.stuck:
                    server.let_go.wait(30)
                    return
                self._say("250 taken")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        return "".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server on a port of its own, for as long as the block lasts."""
    told = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.told = told  # type: ignore[attr-defined]
        told.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield told
        finally:
            told.let_go.set()
            server.shutdown()
            thread.join()
