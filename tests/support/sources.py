"""What the tests of sources share: reading a source, writing WARC files."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.records import IncomingPage
from tasks.fetch.files import SourceReport, incoming_pages

ADDRESS = "https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR={}&LANG=nl"


def taken(source: Path) -> tuple[list[IncomingPage], SourceReport]:
    """The pages of a source and what could not be read."""
    report = SourceReport()
    return list(incoming_pages(str(source), report)), report


def origins(source: Path) -> list[str]:
    return [page.origin for page in taken(source)[0]]


def lay_out(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@dataclass(frozen=True)
class Response:
    """One record of an archive."""

    url: str
    content: bytes = b"<html>page</html>"
    status: str = "200 OK"
    date: str = "2024-03-04T05:06:07Z"
    kind: str = "response"
    headers: tuple[tuple[str, str], ...] = ()
    warc_headers: tuple[tuple[str, str], ...] = ()


class _Writer(WARCWriter):
    """A writer that leaves no temporary file open."""

    _create_temp_file = staticmethod(BytesIO)


def write_warc(path: Path, responses: Iterable[Response]) -> Path:
    """An archive with a warcinfo record, a request before each response, and the responses."""
    with path.open("wb") as stream:
        writer = _Writer(stream, gzip=path.name.endswith(".gz"))
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for response in responses:
            if response.kind == "response":
                request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
                writer.write_record(writer.create_warc_record(response.url, "request", http_headers=request))
            writer.write_record(_record(writer, response))
    return path


def _record(writer: WARCWriter, response: Response):
    http = None
    if response.kind in {"response", "revisit"}:
        fields = [("Content-Type", "text/html"), *response.headers]
        http = StatusAndHeaders(response.status, fields, protocol="HTTP/1.1")
    return writer.create_warc_record(
        response.url,
        response.kind,
        payload=BytesIO(response.content),
        http_headers=http,
        warc_headers_dict={"WARC-Date": response.date, **dict(response.warc_headers)},
    )


def warc_bytes(responses: Iterable[Response], *, gzip: bool = True) -> bytes:
    """An archive in memory."""
    stream = BytesIO()
    writer = _Writer(stream, gzip=gzip)
    for response in responses:
        writer.write_record(_record(writer, response))
    return stream.getvalue()
