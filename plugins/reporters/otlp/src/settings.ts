import { durationSchema, type JsonSchema, parseDuration } from '@wiretax/core';

/** Where metrics are sent to. */
export interface Endpoint {
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly timeoutMs: number;
}

/**
 * The endpoint is a secret, so that configs and stored runs can only name a variable of the environment: a run that was received can send
 * nothing to where its author wants it.
 */
export const settingsSchema: JsonSchema = {
  type: 'object',
  properties: {
    endpoint: {
      type: 'string',
      writeOnly: true,
      description:
        'The environment variable with the URL that metrics are posted to, such as $WIRETAX_OTLP_ENDPOINT; without it they are only written to a file.',
    },
    headers: {
      type: 'array',
      description: 'Headers that go with them, such as a token.',
      items: {
        type: 'object',
        properties: {
          name: {
            type: 'string',
            pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$",
            description: 'Name of the header.',
          },
          value: {
            type: 'string',
            writeOnly: true,
            description: 'The environment variable that has its value, such as $WIRETAX_OTLP_TOKEN.',
          },
        },
        required: ['name', 'value'],
        additionalProperties: false,
      },
    },
    timeout: { ...durationSchema, description: 'How long the endpoint may take; 10s unless given.' },
  },
  additionalProperties: false,
};

interface Settings {
  readonly endpoint?: string;
  readonly headers?: Endpoint['headers'];
  readonly timeout?: string;
}

const timeoutNs = 10e9;

/** Undefined where nothing is to be sent. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Endpoint | undefined {
  const { endpoint, headers = [], timeout } = settings as Settings;
  if (endpoint === undefined) return undefined;
  const limitNs = timeout === undefined ? timeoutNs : (parseDuration(timeout) ?? timeoutNs);
  return { url: endpoint, headers, timeoutMs: limitNs / 1e6 };
}
