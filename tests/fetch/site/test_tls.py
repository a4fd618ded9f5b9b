"""Only a site that proves who it is gets asked."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tasks.fetch.site.client import Limits, Request
from tests.fetch.site.support import client_of, drip, reply, wire


def certificate(folder: Path, host: str, days: int = 1) -> Path:
    """A certificate that nobody signed but its owner, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    is_address = host[0].isdigit()
    other = x509.IPAddress(ipaddress.ip_address(host)) if is_address else x509.DNSName(host)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([other]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return path


def secured(path: Path):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return lambda connection: context.wrap_socket(connection, server_side=True)


def asked(certified: Path | None, answer=None, **options):
    """What comes of a request to a server, how often it was asked, and what it read."""
    with wire(answer or reply(), wrap=certified and secured(certified)) as server:
        url = server.url.replace("http://", "https://")
        with client_of(url, **options) as client:
            return client.get(Request(url)), client.requests, server.heads


def test_a_certificate_that_its_owner_signed_is_refused_at_once(tmp_path):
    answer, requests, heads = asked(certificate(tmp_path, "127.0.0.1"))
    assert (answer.status, answer.classification.outcome) == (None, "failed")
    assert answer.classification.detail.startswith("The site cannot prove who it is: ")
    assert "self-signed certificate" in answer.classification.detail
    assert (requests, heads) == (1, [])


@pytest.mark.parametrize(
    ("host", "days", "reason"),
    [("www.senate.be", 1, "certificate is not valid for"), ("127.0.0.1", -1, "expired")],
)
def test_a_certificate_of_another_or_of_the_past_is_refused(tmp_path, monkeypatch, host, days, reason):
    path = certificate(tmp_path, host, days)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    answer, _, heads = asked(path)
    assert reason in answer.classification.detail
    assert heads == []


def test_the_certificates_that_the_environment_trusts_are_trusted(tmp_path, monkeypatch):
    path = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    assert asked(path)[0].classification.outcome == "page"


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_no_environment_makes_us_trust_anybody(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "")
    assert asked(certificate(tmp_path, "127.0.0.1"))[0].classification.outcome == "failed"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"], ids=["head", "body"])
def test_a_drip_over_tls_is_ended(tmp_path, monkeypatch, head):
    path = certificate(tmp_path, "127.0.0.1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    slow = [head, *drip(reply(b"x" * 400)[:400], 0.05)]
    answer, *_ = asked(path, slow, limits=Limits(connect=5, read=10, whole=0.5))
    assert answer.classification.outcome == "failed"
    assert "0.5 seconds" in answer.classification.detail


def test_a_server_without_tls_is_a_failure():
    answer, *_ = asked(None, limits=Limits(connect=0.3, read=0.3, whole=10))
    assert answer.classification.outcome == "failed"
