"""A mail server with the faults of the world, for tests. Usage: mail_server.py mode [certificate key]

Prints its port, serves until its standard input ends; prints each mail that it takes as one line of JSON, read back by Python's
own mail parser. Modes, joined by commas: plain, starttls, tls; auth (user `bassin`, password `mot de passe`); later (451 to the
first mail), refuse (550 to the recipient), drop (the connection is cut in the middle of the first mail), slow; hold (the first mail is
taken, and the word of it comes ten seconds later); port:N.
"""

import asyncio
import email
import email.policy
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

logging.disable()
warnings.simplefilter("ignore")
MODES = set(sys.argv[1].split(","))
PORT = next((int(mode.removeprefix("port:")) for mode in MODES if mode.startswith("port:")), 0)


def part(message, kind):
    found = message.get_body((kind,))
    return found.get_content().replace("\r\n", "\n") if found else None


class Handler:
    def __init__(self):
        self.seen = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "refuse" in MODES:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.seen += 1
        if "slow" in MODES:
            await asyncio.sleep(30)
        if "later" in MODES and self.seen == 1:
            return "451 4.7.1 greylisted, come back"
        if "drop" in MODES and self.seen == 1:
            server.transport.abort()
            return "250 never heard"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({
            "envelope_from": envelope.mail_from,
            "envelope_to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in message.items()],
            "raw": envelope.content.decode("ascii"),
            "text": part(message, "plain"),
            "html": part(message, "html"),
            "defects": [str(defect) for defect in message.defects],
            "user": session.auth_data.decode() if session.authenticated else None,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
        }), flush=True)
        if "hold" in MODES and self.seen == 1:
            await asyncio.sleep(10)
        return "250 taken"


def authenticate(_server, _session, _envelope, _mechanism, data):
    good = data.login == b"bassin" and data.password == b"mot de passe"
    return AuthResult(success=good, handled=good, auth_data=data.login)


async def serve(context):
    def connection():
        return SMTP(handler, hostname="mail.test", tls_context=context if "starttls" in MODES else None,
                    require_starttls="starttls" in MODES, auth_require_tls="starttls" in MODES,
                    authenticator=authenticate if "auth" in MODES else None, auth_required="auth" in MODES)

    handler = Handler()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(connection, "127.0.0.1", PORT, ssl=context if "tls" in MODES else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main():
    context = None
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    asyncio.run(serve(context))


if __name__ == "__main__":
    main()
