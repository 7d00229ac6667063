import { type Codec, type Payload, toldNot, type Workload } from '@wiretax/core';
import { deserialiser, ECHO_PATH, serialiser } from './echo-service.js';

/** What calls ask for, and how their messages are made and read. */
export interface Method {
  readonly path: string;
  readonly serialise: (request: Payload) => Buffer;
  /** What reads the reply to this request. */
  readonly deserialiserFor: (request: Payload) => (bytes: Buffer) => Payload;
}

export function echoMethod(codec: Codec): Method {
  const deserialise = deserialiser(codec);
  return { path: ECHO_PATH, serialise: serialiser(codec), deserialiserFor: () => deserialise };
}

/** A method of somebody else's, whose messages are nothing but bytes here. */
export function workloadMethod({ path }: Workload): Method {
  return {
    path,
    serialise: ({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    deserialiserFor:
      ({ id }) =>
      (data) => ({ id, data, timestampNs: toldNot, replySize: data.length, serviceTimeNs: toldNot }),
  };
}
