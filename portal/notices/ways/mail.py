"""Handing a letter to the commune's mail server, and saying in a word why it was not taken."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import formatdate
from socket import gaierror

from portal.config import MailServer
from portal.notices.kinds import Trouble
from portal.notices.ways.parcel import Parcel, UndeliveredError

TIMEOUT_SECONDS = 30.0
_PERMANENT = range(500, 600)


class Mail:
    """The mail server of the installation; one connection for each letter."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    def send(self, parcel: Parcel) -> None:
        letter = _letter(self._server.sender, parcel)
        with _named_troubles(), self._connected() as connection:
            connection.send_message(letter, self._server.sender, [parcel.to])

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server, tls = self._server, ssl.create_default_context()
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=tls
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        with connection:
            if server.security == "starttls":
                connection.starttls(context=tls)
            if server.user:
                connection.login(server.user, _password(server))
            yield connection


def _password(server: MailServer) -> str:
    try:
        return server.password()
    except (OSError, UnicodeDecodeError) as error:
        raise UndeliveredError(Trouble.PASSWORD_FILE, is_way_down=True) from error


def _letter(sender: str, parcel: Parcel) -> EmailMessage:
    """Write the letter; an address that is none is refused here, before anybody is asked."""
    letter = EmailMessage(policy=SMTPUTF8)
    try:
        letter["To"] = Address(addr_spec=parcel.to)
        letter["From"] = Address(parcel.sender_name, addr_spec=sender)
    except (ValueError, IndexError, MessageError) as error:
        # The parser of the library also runs off the end of what it reads.
        raise UndeliveredError(Trouble.UNFIT_ADDRESS, is_final=True) from error
    letter["Subject"] = parcel.subject
    letter["Message-ID"] = f"<{parcel.message_id}>"
    letter["Date"] = formatdate(localtime=False)
    letter["Content-Language"] = parcel.language
    # Nobody's holiday answer belongs to us (RFC 3834).
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    if parcel.stop_url:
        letter["List-Unsubscribe"] = f"<{parcel.stop_url}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(parcel.text)
    return letter


@contextmanager
def _named_troubles() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(next(iter(error.recipients.values()))[0]) from None
    except smtplib.SMTPException as error:
        raise _of_the_server(error) from None
    except ssl.SSLError:
        raise UndeliveredError(Trouble.CERTIFICATE, is_way_down=True) from None
    except gaierror:
        raise UndeliveredError(Trouble.NO_SUCH_HOST, is_way_down=True) from None
    except TimeoutError:
        raise UndeliveredError(Trouble.TIMED_OUT, is_way_down=True) from None
    except UnicodeError:
        raise UndeliveredError(Trouble.UNFIT_ADDRESS, is_final=True) from None
    except OSError:
        raise UndeliveredError(Trouble.NO_CONNECTION, is_way_down=True) from None


def _refused(code: int) -> UndeliveredError:
    if code in _PERMANENT:
        return UndeliveredError(Trouble.RECEIVER_REFUSED, is_final=True)
    return UndeliveredError(Trouble.RECEIVER_LATER)


def _of_the_server(error: smtplib.SMTPException) -> UndeliveredError:
    match error:
        case smtplib.SMTPAuthenticationError():
            return UndeliveredError(Trouble.LOGIN, is_way_down=True)
        case smtplib.SMTPSenderRefused():
            return UndeliveredError(Trouble.SENDER_REFUSED, is_way_down=True)
        case smtplib.SMTPDataError(smtp_code=code):
            return UndeliveredError(Trouble.LETTER_REFUSED, is_final=code in _PERMANENT)
        case smtplib.SMTPNotSupportedError():
            # Of STARTTLS or of a login where the server offers neither; of an address in letters
            # that it cannot carry.
            said = str(error)
            if "SMTPUTF8" in said:
                return UndeliveredError(Trouble.UNFIT_ADDRESS, is_final=True)
            return UndeliveredError(Trouble.NO_STARTTLS, is_way_down=True)
        case _:
            return UndeliveredError(Trouble.BROKEN, is_way_down=True)
