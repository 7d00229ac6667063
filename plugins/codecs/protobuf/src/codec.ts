import type { Codec, Payload } from '@wiretax/core';
import { Payload as Message, PayloadReader, PayloadWriter } from '@wiretax/proto';

const LARGEST_UINT32 = 2 ** 32 - 1;
const nothing = new Uint8Array(0);
/** Only a scratch pad: each message gets memory of its own. */
const writer = new PayloadWriter();

/** `wiretax.v1.Payload` of echo.proto. */
export const protobufCodec: Codec = {
  contentType: 'application/x-protobuf',

  encode(payload) {
    try {
      requireWhole('id', payload.id, Number.MAX_SAFE_INTEGER);
      requireWhole('replySize', payload.replySize, LARGEST_UINT32);
      Message.encode(payload, writer.begin(payload.data.length));
      return writer.take();
    } catch (cause) {
      throw new Error(
        `protobuf can't encode payload ${String(payload.id)}: ${reason(cause)}; correct what the handler or load put into it`,
        { cause },
      );
    }
  },

  decode(bytes) {
    try {
      return fields(Message.decode(new PayloadReader(bytes)));
    } catch (cause) {
      throw new Error(
        `protobuf can't decode ${String(bytes.length)} bytes: ${reason(cause)}; check that the other side sends wiretax.v1.Payload`,
        { cause },
      );
    }
  },
};

/** All fields, plain. What is absent would be read from the prototype, where protobufjs keeps a Long. */
function fields(message: InstanceType<typeof Message>): Payload {
  const data = message.data.length === 0 ? nothing : message.data;
  const id = present(message.id);
  if (id > Number.MAX_SAFE_INTEGER) throw new RangeError(`id ${String(id)} is above 2^53 - 1`);
  return {
    id,
    data,
    timestampNs: present(message.timestampNs),
    replySize: message.replySize ?? data.length,
    serviceTimeNs: present(message.serviceTimeNs),
  };
}

function present(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function requireWhole(name: string, value: number, largest: number): void {
  if (!(value >= 0 && value <= largest && Number.isInteger(value))) {
    throw new RangeError(`${name} ${String(value)} is not a whole number from 0 to ${String(largest)}`);
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
