"""A webhook over real TLS: signed, bare, never led elsewhere."""

import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.notices.kinds import Trouble
from portal.notices.ways.parcel import Parcel, UndeliveredError
from portal.notices.ways.webhook import Webhook

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
SECRET = b"shared"


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent; answers with the status its path names."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        seen: list[tuple[dict[str, str], bytes]] = self.server.seen  # type: ignore[attr-defined]
        seen.append((dict(self.headers), body))
        self.send_response(int(self.path.strip("/") or "204"))
        self.send_header("Location", "https://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)  # noqa: TID251  # TLS asks the machine's own clock
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(host, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(encoding, form, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(encoding))
    return path


@pytest.fixture
def receiver(certificate: Path) -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.seen = []  # type: ignore[attr-defined]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def parcel(receiver: HTTPServer, path: str = "") -> Parcel:
    url = f"https://127.0.0.1:{receiver.server_port}/{path}"
    facts = {"reference": "XSM1-261119-001", "state": "assigned", "at": "2026-11-20T02:30:00+00:00"}
    return Parcel(to=url, message_id="abc@gopy.example", at=NOW, facts=facts, secret=SECRET)


@pytest.fixture
def webhook(certificate: Path) -> Webhook:
    return Webhook(allows_loopback=True, trusted=ssl.create_default_context(cafile=certificate))


def test_the_receiver_can_prove_who_wrote(receiver: HTTPServer, webhook: Webhook) -> None:
    webhook.send(parcel(receiver))
    [(headers, body)] = receiver.seen  # type: ignore[attr-defined]
    moment = headers["X-Portal-Timestamp"]
    right = hmac.digest(SECRET, moment.encode() + b"." + body, hashlib.sha256).hex()
    assert headers["X-Portal-Signature"] == f"v1={right}"
    assert int(moment) == NOW.timestamp()
    assert json.loads(body) == {
        "id": "abc@gopy.example",
        "reference": "XSM1-261119-001",
        "state": "assigned",
        "at": "2026-11-20T02:30:00+00:00",
    }


@pytest.mark.parametrize(("status", "is_final"), [("302", False), ("500", False), ("410", True)])
def test_what_is_not_taken_is_not_followed(
    receiver: HTTPServer, webhook: Webhook, status: str, is_final: bool
) -> None:
    with pytest.raises(UndeliveredError) as refused:
        webhook.send(parcel(receiver, status))
    assert (refused.value.trouble, refused.value.is_final) == (Trouble.NOT_TAKEN, is_final)
    assert len(receiver.seen) == 1  # type: ignore[attr-defined]


def test_this_machine_is_no_receiver_unless_it_is_allowed(receiver: HTTPServer) -> None:
    with pytest.raises(UndeliveredError) as refused:
        Webhook().send(parcel(receiver))
    assert refused.value.trouble is Trouble.NOT_PUBLIC


def test_an_unknown_certificate_is_refused(receiver: HTTPServer) -> None:
    with pytest.raises(UndeliveredError) as refused:
        Webhook(allows_loopback=True).send(parcel(receiver))
    assert refused.value.trouble is Trouble.CERTIFICATE
    assert receiver.seen == []  # type: ignore[attr-defined]


def test_plain_http_is_refused(receiver: HTTPServer, webhook: Webhook) -> None:
    plain = Parcel(to="http://example.org/", message_id="abc@gopy.example", at=NOW)
    with pytest.raises(UndeliveredError) as refused:
        webhook.send(plain)
    assert refused.value.trouble is Trouble.NOT_HTTPS
