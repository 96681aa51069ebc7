"""The product runs with no connection beyond its machine, and neither do its tests."""

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request

import pytest

from tests.outbound import OutboundError, is_own

# An address that is kept for documents and leads nowhere (RFC 5737).
ELSEWHERE = "192.0.2.1"


def connect():
    with socket.socket() as here:
        here.connect((ELSEWHERE, 80))


def send():
    with socket.socket(type=socket.SOCK_DGRAM) as here:
        here.sendto(b"x", (ELSEWHERE, 53))


@pytest.mark.parametrize(
    "reach",
    [
        connect,
        send,
        lambda: socket.create_connection((ELSEWHERE, 80)),
        lambda: socket.getaddrinfo("court.example", 443),
        lambda: socket.gethostbyname("court.example"),
        lambda: urllib.request.urlopen(f"http://{ELSEWHERE}/"),
    ],
    ids=["connect", "send", "create", "look-up", "name", "page"],
)
def test_whoever_reaches_beyond_this_machine_is_refused(reach):
    with pytest.raises(OutboundError):
        reach()


def test_this_machine_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
    assert socket.getaddrinfo("localhost", 80)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        (("127.0.0.1", 80), True),
        (("127.8.9.1", 80), True),
        (("::1", 80, 0, 0), True),
        ("/run/postgresql/.s.PGSQL.5432", True),
        ("localhost", True),
        (("0.0.0.0", 80), False),
        (("10.0.0.1", 80), False),
        (("localhost.example", 80), False),
        ("127.0.0.1.example", False),
    ],
)
def test_addresses_of_this_machine_are_told_from_others(address, own):
    assert is_own(address) is own


IMPORTS = """
from tests.outbound import forbid_outbound
forbid_outbound()
import torch, transformers, sentence_transformers, faiss, tantivy, sklearn
import service.cli.upkeep.serving, service.cli.main, indexing.learning.training, indexing.learning.fine_tuning
"""


@pytest.mark.slow
def test_no_library_reaches_out_when_it_is_imported():
    clean = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS], capture_output=True, text=True, env=clean, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


# Brings up the loopback of a namespace that has nothing else, and becomes the command.
ALONE = """
import fcntl, os, socket, struct, sys
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x41))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def can_part():
    return (
        shutil.which("unshare") is not None
        and subprocess.run(
            ["unshare", "--net", "true"], check=False, capture_output=True
        ).returncode
        == 0
    )


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not can_part(), reason="needs the right to make a network namespace")
def test_the_whole_product_works_where_there_is_no_network(tmp_path):
    """Sample, ingest, training, index, server, every page, form and route as every role."""
    out = tmp_path / "schema.json"
    wanted = ["--requests", "1", "--forms", "1", "--pages", "60", "--json", str(out)]
    command = [sys.executable, "-m", "evaluation", "endurance", "--suite", "schema", *wanted]
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", ALONE, *command[1:]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(out.read_text("utf-8"))["figures"]["server_errors"] == 0
