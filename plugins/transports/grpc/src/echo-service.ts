import type { handleUnaryCall, ServiceDefinition } from '@grpc/grpc-js';
import type { Codec, Payload } from '@wiretax/core';

export const ECHO_PATH = '/wiretax.v1.Echo/Echo';

/** A request that can't be decoded arrives as an Error, because grpc-js drops what a deserialiser throws. */
export type EchoHandler = handleUnaryCall<Payload | Error, Payload>;

/** What a generator would make of `service Echo` in echo.proto, with our codec for its messages. */
export function echoService(codec: Codec): ServiceDefinition<{ readonly Echo: EchoHandler }> {
  const serialise = serialiser(codec);
  const deserialise = deserialiser(codec);
  return {
    Echo: {
      path: ECHO_PATH,
      requestStream: false,
      responseStream: false,
      requestSerialize: serialise,
      requestDeserialize: (bytes): Payload | Error => {
        try {
          return deserialise(bytes);
        } catch (error) {
          return error instanceof Error ? error : new Error(String(error));
        }
      },
      responseSerialize: serialise,
      responseDeserialize: deserialise,
    },
  };
}

/** Encodes into a Buffer, which grpc-js needs, without a copy. */
export function serialiser(codec: Codec): (payload: Payload) => Buffer {
  return (payload) => {
    const bytes = codec.encode(payload);
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
}

export function deserialiser(codec: Codec): (bytes: Buffer) => Payload {
  return (bytes) => codec.decode(bytes);
}
