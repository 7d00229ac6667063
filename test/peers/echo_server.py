"""The echo service over one transport, written from proto/echo.proto alone.

    echo_server.py grpc|rest|tcp

Listens on a port of 127.0.0.1 that the system picks, prints it, and ends when its standard input does.
echo_pb2 is what `protoc --python_out` makes of echo.proto.
"""

import os
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

from echo_pb2 import Payload


def echo(request: Payload) -> Payload:
    entered = time.monotonic_ns()
    while time.monotonic_ns() - entered < request.service_time_ns:
        pass
    size = request.reply_size if request.HasField("reply_size") else len(request.data)
    return Payload(
        id=request.id,
        data=request.data if size == len(request.data) else bytes(size),
        timestamp_ns=entered,
        reply_size=size,
        service_time_ns=time.monotonic_ns() - entered,
    )


class RestRequest(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != "/echo" or self.headers["Content-Type"] != "application/x-protobuf":
            self.send_error(400)
            return
        reply = echo(Payload.FromString(body)).SerializeToString()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.send_header("Allow", "POST, OPTIONS")
        self.end_headers()

    def log_message(self, *_) -> None:
        pass


class TcpConnection(StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        while header := self.rfile.read(4):
            (length,) = struct.unpack(">I", header)
            reply = echo(Payload.FromString(self.rfile.read(length))).SerializeToString()
            frame = struct.pack(">I", len(reply)) + reply
            # The cut goes through the header.
            self.wfile.write(frame[:3])
            self.wfile.write(frame[3:])


def serve_grpc() -> tuple:
    from concurrent.futures import ThreadPoolExecutor

    import grpc

    method = grpc.unary_unary_rpc_method_handler(
        lambda request, _: echo(request),
        request_deserializer=Payload.FromString,
        response_serializer=Payload.SerializeToString,
    )
    unlimited = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
    server = grpc.server(ThreadPoolExecutor(4), options=unlimited)
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("wiretax.v1.Echo", {"Echo": method})])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def serve_connections(server: ThreadingTCPServer) -> tuple:
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, server.server_address[1]


def serve(transport: str) -> tuple:
    if transport == "grpc":
        return serve_grpc()
    if transport == "rest":
        return serve_connections(ThreadingHTTPServer(("127.0.0.1", 0), RestRequest))
    return serve_connections(ThreadingTCPServer(("127.0.0.1", 0), TcpConnection))


# The server is kept: grpcio ends one that nothing refers to.
running, port = serve(sys.argv[1])
print(port, flush=True)
sys.stdin.read()
os._exit(0)
