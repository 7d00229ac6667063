import type { JsonSchema } from '@wiretax/core';

const DEFAULT_MAX_FRAME_BYTES = 16 * 1024 * 1024;
/** Lengths are 32 bits on the wire; this much fits into one Buffer on every supported Node. */
const LARGEST_FRAME_BYTES = 2 ** 31 - 1;

export const optionsSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    maxFrameBytes: {
      description: 'The largest encoded message, in bytes, that either end sends or accepts.',
      type: 'integer',
      minimum: 1,
      maximum: LARGEST_FRAME_BYTES,
      default: DEFAULT_MAX_FRAME_BYTES,
    },
  },
};

/** The frame limit of options that are valid by the schema. */
export function maxFrameBytes(options: Readonly<Record<string, unknown>>): number {
  return (options['maxFrameBytes'] as number | undefined) ?? DEFAULT_MAX_FRAME_BYTES;
}
