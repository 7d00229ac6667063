import type { JsonSchema } from '@wiretax/core';

const DEFAULT_MAX_BODY_BYTES = 16 * 1024 ** 2;

export const optionsSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    maxBodyBytes: {
      type: 'integer',
      minimum: 1,
      default: DEFAULT_MAX_BODY_BYTES,
      description:
        'The largest body that server and client send or take, in bytes. The server answers 413 to more.',
    },
  },
};

/** The limit, from options that the schema has passed. */
export function maxBodyBytes(options: Readonly<Record<string, unknown>>): number {
  const value = options['maxBodyBytes'];
  return typeof value === 'number' ? value : DEFAULT_MAX_BODY_BYTES;
}
