"""The stand-in for the Senate's site: a real HTTP server on this machine that renders a world."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from gzip import compress
from hashlib import sha256
from http.server import ThreadingHTTPServer
from itertools import chain
from socket import SHUT_RDWR, socket
from socketserver import TCPServer
from sys import exc_info
from threading import Event, Thread
from typing import Literal, Self

from . import pages
from .connection import GLANCE, Connection
from .faults import Fault
from .pages import Address
from .reply import NOT_MODIFIED, Reply, Step, Wait
from .schedule import Faults, Request
from .traffic import Traffic
from .world import World

Unknown = Literal["empty_200", "bare_200", "not_found"]
LONGEST_GOODBYE = 5
"""Seconds that connections get to end when the site closes."""


class Listener(ThreadingHTTPServer):
    """Takes connections, and can end those that are open."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: "Site") -> None:
        self.site = site
        self.closing = Event()
        self.errors: list[BaseException] = []
        self._connections: list[tuple[Thread, socket]] = []
        super().__init__(("127.0.0.1", 0), Connection)

    def server_bind(self) -> None:
        """Without asking what the machine is called, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address

    def process_request(self, request: socket, client_address: tuple[str, int]) -> None:
        thread = Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self._connections = [one for one in self._connections if one[0].is_alive()]
        thread.start()
        self._connections.append((thread, request))

    def handle_error(self, *_: object) -> None:
        """Keep what went wrong in the stand-in itself; the site tells it when it closes."""
        self.errors.append(exc_info()[1])

    def end(self) -> None:
        """Take no more connections, and end those that are open."""
        self.closing.set()
        self.shutdown()
        for _, connection in self._connections:
            try:
                connection.shutdown(SHUT_RDWR)
            except OSError:
                continue  # It has ended by itself.
        for thread, _ in self._connections:
            thread.join(LONGEST_GOODBYE)
        self.server_close()


class Site:
    """The stand-in, which answers while it is open as a context manager.

    All may be set at any time: today; unknown (how numbers without question are answered: a Senate page
    without question, no byte at all, or the former with 404); robots (the text of robots.txt, a status
    instead of it, None for 404); gzip; conditional (ETag, Last-Modified and 304); latency in seconds;
    markup (one of tests.support.render.MARKUPS).
    """

    def __init__(self, *worlds: World) -> None:
        self.worlds = {world.legislature: world for world in worlds}
        self.today: date = worlds[0].first_day
        self.unknown: Unknown = "empty_200"
        self.robots: str | int | None = None
        self.gzip = False
        self.conditional = False
        self.latency = 0.0
        self.markup = "tables"
        self.faults = Faults()
        self.traffic = Traffic()

    def __enter__(self) -> Self:
        self._listener = Listener(self)
        self._thread = Thread(target=self._listener.serve_forever, args=(GLANCE,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._listener.end()
        self._thread.join()
        if self._listener.errors and kind is None:
            raise self._listener.errors[0]

    # What a test asks

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.server_port}{pages.TOP}"

    def address(self, number: int, variant: str = "main", language: str = "nl", legislature: int = 0) -> str:
        """The address of a page, in the first world's legislature unless told."""
        page, legislature = pages.VARIANTS[variant], legislature or next(iter(self.worlds))
        return f"{self.url}?MIval=/{page}&LEG={legislature}&NR={number}&LANG={language}"

    @property
    def requests(self) -> list[Request]:
        """All requests since the last forget(), in the order of their arrival."""
        return sorted(self.traffic.requests, key=lambda request: request.at)

    def shortest_gap(self) -> float:
        """Seconds between the arrivals of the two requests that were closest; infinite for less than two."""
        return self.traffic.shortest_gap()

    def connections_at_once(self) -> int:
        """The most connections that had a request in flight at one moment."""
        return self.traffic.most_at_once()

    def forget(self) -> None:
        """Clear the record of requests."""
        self.traffic.forget()

    # What a connection asks

    def answer(self, at: float, path: str, headers: Mapping[str, str]) -> tuple[int, Reply, Iterator[Step]]:
        """The flight of a request in the record, the answer to it, and the steps that give the answer."""
        address = pages.parse_path(path)
        request = Request(
            at=at,
            path=path,
            question_id=address.question_id if address else None,
            variant=address.variant if address else None,
            language=address.language if address else None,
            user_agent=headers.get("user-agent", ""),
            headers=headers,
        )
        fault = self.faults.take(request) or Fault()
        reply = fault.change(self._compressed(self._reply(path, address, headers), headers))
        flight = self.traffic.note(replace(request, status=reply.status))
        return flight, reply, chain((Wait(self.latency),), fault.steps(reply))

    def _reply(self, path: str, address: Address | None, headers: Mapping[str, str]) -> Reply:
        if address:
            return self._question(address, headers)
        if path == pages.ROBOTS:
            return self._robots()
        step = pages.loop_step(path)
        if step is not None:
            return Reply(302, b"", {"Location": f"{pages.LOOP}{step + 1}"})
        return Reply(404, pages.notice("404 Not Found", "There is nothing at this address."))

    def _robots(self) -> Reply:
        if isinstance(self.robots, str):
            return Reply(200, self.robots.encode(), {"Content-Type": "text/plain; charset=utf-8"})
        return Reply(404 if self.robots is None else self.robots, pages.notice("No robots.txt", ""))

    def _question(self, address: Address, headers: Mapping[str, str]) -> Reply:
        world = self.worlds.get(address.legislature)
        facts = world.facts(address.number, self.today, address.language) if world else None
        if facts is None:
            return self._unknown(address)
        body = pages.question_page(facts, address.variant, address.language, self.markup)
        reply = Reply(200, body, language=address.language)
        return self._conditional(reply, address, headers) if self.conditional else reply

    def _unknown(self, address: Address) -> Reply:
        body = b"" if self.unknown == "bare_200" else pages.empty_page(address.language, self.markup)
        return Reply(404 if self.unknown == "not_found" else 200, body, language=address.language)

    def _conditional(self, reply: Reply, address: Address, headers: Mapping[str, str]) -> Reply:
        """The page with its marks, or 304 to a client that knows them; the ETag decides where it is sent."""
        world = self.worlds[address.legislature]
        changed_on = world.changed_on(address.number, self.today, address.language)
        changed_at = datetime.combine(changed_on, time(6), UTC)
        etag = f'"{sha256(reply.body).hexdigest()[:16]}"'
        marks = reply.with_headers(ETag=etag, Last_Modified=format_datetime(changed_at, usegmt=True))
        if is_known(headers, etag, changed_at):
            return Reply(NOT_MODIFIED, b"", marks, address.language)
        return replace(reply, headers=marks)

    def _compressed(self, reply: Reply, headers: Mapping[str, str]) -> Reply:
        if not (self.gzip and reply.body and "gzip" in headers.get("accept-encoding", "")):
            return reply
        zipped = reply.with_headers(Content_Encoding="gzip", Vary="Accept-Encoding")
        return replace(reply, body=compress(reply.body, mtime=0), headers=zipped)


def is_known(headers: Mapping[str, str], etag: str, changed_at: datetime) -> bool:
    """Whether a client has the page already, by its conditional headers."""
    if "if-none-match" in headers:
        known = [one.strip().removeprefix("W/") for one in headers["if-none-match"].split(",")]
        return etag in known or "*" in known
    try:
        return parsedate_to_datetime(headers["if-modified-since"]) >= changed_at
    except (KeyError, ValueError, TypeError):
        return False
