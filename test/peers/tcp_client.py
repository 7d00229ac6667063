"""Sends frames over a plain socket: 4 bytes of big-endian length, then a wiretax.v1.Payload.

    tcp_client.py host:port|unix:path seed

Takes requests as JSON, one a line, on standard input and prints the replies likewise, in the order in which they came.
The first half of the stream goes out in one write; the other half in pieces of 1 to 7 bytes, cut where the seed says.
echo_pb2 is what `protoc --python_out` makes of echo.proto.
"""

import json
import random
import socket
import struct
import sys
import threading

from google.protobuf.json_format import MessageToDict, Parse

from echo_pb2 import Payload


def connect(address: str) -> socket.socket:
    kind, _, rest = address.partition(":")
    if kind == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(rest)
    else:
        connection = socket.create_connection((kind, int(rest)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.settimeout(60)
    return connection


def frame(line: str) -> bytes:
    body = Parse(line, Payload()).SerializeToString()
    return struct.pack(">I", len(body)) + body


def send(connection: socket.socket, stream: bytes, cuts: random.Random) -> None:
    at = len(stream) // 2
    connection.sendall(stream[:at])
    while at < len(stream):
        end = at + cuts.randint(1, 7)
        connection.sendall(stream[at:end])
        at = end
    connection.shutdown(socket.SHUT_WR)


address, seed = sys.argv[1:]
stream = b"".join(frame(line) for line in sys.stdin)
with connect(address) as connection:
    # Replies are taken meanwhile: a server stops reading from a client that takes none.
    sender = threading.Thread(target=send, args=(connection, stream, random.Random(int(seed))), daemon=True)
    sender.start()
    replies = connection.makefile("rb")
    while header := replies.read(4):
        (length,) = struct.unpack(">I", header)
        print(json.dumps(MessageToDict(Payload.FromString(replies.read(length)))))
    sender.join()
