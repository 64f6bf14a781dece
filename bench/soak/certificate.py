"""A certificate that is made again and again, and what a listener shows."""

import pathlib
import socket
import ssl
import subprocess


class Certificate:
    """Self-signed, for 127.0.0.1, in two files."""

    def __init__(self, folder: pathlib.Path) -> None:
        """Makes the first one."""
        self.path = folder / "certificate.pem"
        self.key = folder / "key.pem"
        self.renew()

    def renew(self) -> None:
        """Makes a fresh one, which takes the place of the last."""
        new = [path.with_suffix(".new") for path in (self.path, self.key)]
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
             "-out", new[0], "-keyout", new[1]],
            check=True, capture_output=True, timeout=30)
        for path, target in zip(new, (self.path, self.key), strict=True):
            path.replace(target)

    def is_shown(self, port: int) -> bool:
        """Whether a new connection gets the newest one."""
        newest = ssl.PEM_cert_to_DER_cert(self.path.read_text())
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with socket.create_connection(("127.0.0.1", port), timeout=5) as plain, \
                context.wrap_socket(plain) as secure:
            return secure.getpeercert(binary_form=True) == newest
