import type { JsonSchema } from '@wiretax/core';

/** What the four length bytes of a gRPC message can say. */
const MAX_MESSAGE_BYTES = 2 ** 32 - 1;
const DEFAULT_MAX_MESSAGE_BYTES = 16 * 1024 ** 2;

export const optionsSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    channels: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 1,
      description: 'Channels, each a connection of its own. Callers are spread over them by number.',
    },
    maxMessageBytes: {
      oneOf: [{ const: -1 }, { type: 'integer', minimum: 1 }],
      default: DEFAULT_MAX_MESSAGE_BYTES,
      description: 'The largest message that server and client send or take, in bytes; -1 for no limit.',
    },
  },
};

export interface GrpcOptions {
  readonly channels: number;
  readonly maxMessageBytes: number;
}

/** Options that the schema has passed, with defaults. */
export function grpcOptions(options: Readonly<Record<string, unknown>>): GrpcOptions {
  const { channels, maxMessageBytes } = options;
  return {
    channels: typeof channels === 'number' ? channels : 1,
    maxMessageBytes: typeof maxMessageBytes === 'number' ? maxMessageBytes : DEFAULT_MAX_MESSAGE_BYTES,
  };
}

/** What the option and the protocol let through. */
export function largestMessageBytes(options: Readonly<Record<string, unknown>>): number {
  const { maxMessageBytes } = grpcOptions(options);
  return maxMessageBytes === -1 ? MAX_MESSAGE_BYTES : Math.min(maxMessageBytes, MAX_MESSAGE_BYTES);
}

/** The limits as grpc-js calls them, the same at both ends. */
export function messageLimits(maxMessageBytes: number): Record<string, number> {
  return {
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.max_receive_message_length': maxMessageBytes,
  };
}
