import { InputError, parseDuration, parseSize, type Problem } from '@wiretax/core';
import { nearest } from '@wiretax/config/read/nearest.js';

/** What is measured: one of these, or a server of the user's at a URL. */
export const subjects = ['protocols', 'codecs', 'proxy', 'limit'] as const;

export type Subject = (typeof subjects)[number];

/** What a config is written for. */
export interface Answers {
  readonly subject: Subject | { readonly url: string };
  readonly sizes: readonly string[];
  readonly clients: readonly number[];
  /** What P99 of response must stay below: `5ms`. */
  readonly p99: string | undefined;
  /** What throughput must stay above: `2k/s`. */
  readonly throughput: string | undefined;
}

/** As a person gives them, in flags or in reply to a question; undefined for the default. */
export interface Replies {
  readonly measure: string | undefined;
  readonly size: string | undefined;
  readonly concurrency: string | undefined;
  readonly p99: string | undefined;
  readonly throughput: string | undefined;
}

export const defaults = { measure: 'protocols', sizes: ['64B', '64KiB'], clients: [1, 50] } as const;
/** What a server is asked for has a size of its own. */
const serverSizes = ['64B'];

/** Schemes of servers, and the transport that speaks each. */
const transports: ReadonlyMap<string, string> = new Map([
  ['http', 'rest'],
  ['tcp', 'tcp'],
  ['grpc', 'grpc'],
]);

/** The transport for a server's URL. */
export function transportOf(url: string): string | undefined {
  return transports.get(/^([a-z]+):\/\/./.exec(url)?.[1] ?? '');
}

/** Reads the replies; all that is wrong comes as one InputError. */
export function answersOf(replies: Replies): Answers {
  const problems: Problem[] = [];
  const checked = (
    flag: keyof Replies,
    isRight: (word: string) => boolean,
    what: string,
  ): readonly string[] => {
    const words = wordsOf(replies[flag]);
    for (const word of words)
      if (!isRight(word)) problems.push({ path: `--${flag}`, message: `${word} is no ${what}` });
    return words;
  };
  const checkedOne = (...asked: Parameters<typeof checked>): string | undefined => {
    const [flag] = asked;
    const [word, ...others] = checked(...asked);
    if (others.length > 0) problems.push({ path: `--${flag}`, message: 'there can be one only' });
    return word;
  };
  const measure = replies.measure?.trim() ?? defaults.measure;
  const subject = subjects.find((each) => each === measure) ?? { url: measure };
  if (typeof subject !== 'string' && transportOf(measure) === undefined) {
    const message = `${measure} is none of ${subjects.join(', ')}, nor the URL of a server (http://, tcp://, grpc://)`;
    const near = nearest(measure, subjects);
    problems.push({ path: '--measure', message, ...(near === undefined ? {} : { nearest: near }) });
  }
  const sizes = checked('size', (word) => parseSize(word) !== undefined, 'size, such as 4KiB');
  const clients = checked('concurrency', (word) => /^[1-9]\d*$/.test(word), 'number of clients');
  const p99 = checkedOne('p99', (word) => parseDuration(word) !== undefined, 'duration, such as 5ms');
  const throughput = checkedOne(
    'throughput',
    (word) => /^\d+(\.\d+)?k?\/s$/.test(word),
    'rate, such as 2k/s',
  );
  if (problems.length > 0) throw new InputError('E_INIT', 'no config can be written for this', problems);
  const usual = typeof subject === 'string' ? defaults.sizes : serverSizes;
  return {
    subject,
    sizes: sizes.length > 0 ? sizes : usual,
    clients: clients.length > 0 ? clients.map(Number) : defaults.clients,
    p99,
    throughput,
  };
}

/** What commas and spaces separate. */
export function wordsOf(text: string | undefined): readonly string[] {
  return text?.split(/[\s,]+/).filter((word) => word !== '') ?? [];
}
