"""Calls wiretax.v1.Echo/Echo with grpcio.

    grpc_client.py host:port|unix:path

Takes requests as JSON, one a line, on standard input and prints the replies likewise, in the order of the requests.
All are in flight at the same time, on one channel. A call that fails prints {"code": …, "details": …}.
echo_pb2 is what `protoc --python_out` makes of echo.proto.
"""

import json
import sys

import grpc
from google.protobuf.json_format import MessageToDict, Parse

from echo_pb2 import Payload


def outcome(call: grpc.Future) -> dict:
    try:
        return MessageToDict(call.result())
    except grpc.RpcError as error:
        return {"code": error.code().name, "details": error.details()}


unlimited = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
with grpc.insecure_channel(sys.argv[1], options=unlimited) as channel:
    echo = channel.unary_unary(
        "/wiretax.v1.Echo/Echo",
        request_serializer=Payload.SerializeToString,
        response_deserializer=Payload.FromString,
    )
    calls = [echo.future(Parse(line, Payload()), timeout=60) for line in sys.stdin]
    for call in calls:
        print(json.dumps(outcome(call)))
