import { createInterface } from 'node:readline/promises';
import { WiretaxError } from '@wiretax/core';
import { defaults, type Replies, subjects, wordsOf } from './answers.js';

const what: Readonly<Record<(typeof subjects)[number], string>> = {
  protocols: 'TCP, REST and gRPC against each other',
  codecs: 'Protocol Buffers against JSON',
  proxy: 'calls through a proxy against direct ones (wants HAProxy)',
  limit: 'a limit of calls in flight against none',
};

interface Question {
  readonly text: string;
  /** What it asks for; it isn't asked where one of these is given. */
  readonly about: readonly (keyof Replies)[];
  /** Which of these a word of the reply is about. */
  readonly place: (word: string) => keyof Replies;
}

const questions: readonly Question[] = [
  {
    text: [
      'What is measured? The URL of a server of yours (http://127.0.0.1:8080/health), or one of',
      ...subjects.map((name) => `  ${name.padEnd(10)} ${what[name]}`),
      `[${defaults.measure}] `,
    ].join('\n'),
    about: ['measure'],
    place: () => 'measure',
  },
  {
    text: `Which message sizes, and how many clients at once?\n[${defaults.sizes.join(',')} ${defaults.clients.join(',')}] `,
    about: ['size', 'concurrency'],
    place: (word) => (/^\d+$/.test(word) ? 'concurrency' : 'size'),
  },
  {
    text: 'What decides? A limit for P99 (5ms), a least throughput (2k/s), both, or nothing yet.\n[nothing] ',
    about: ['p99', 'throughput'],
    place: (word) => (word.includes('/') ? 'throughput' : 'p99'),
  },
];

/** Whether the replies leave something to ask. */
export function leavesQuestions(given: Replies): boolean {
  return questions.some((question) => isOpen(question, given));
}

export interface Conversation {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether lines are edited in place. */
  readonly terminal: boolean;
}

/** Asks for what isn't given yet. Rejects when the user leaves (Ctrl-C, end of input). */
export async function ask(given: Replies, { input, output, terminal }: Conversation): Promise<Replies> {
  const lines = createInterface({ input, output, terminal });
  const left = new Promise<never>((_, reject) => {
    const leave = (): void => {
      reject(new WiretaxError('E_INTERRUPTED', 'nothing was written'));
    };
    lines.once('SIGINT', leave).once('close', leave);
  });
  left.catch(() => undefined);
  try {
    let replies = given;
    for (const question of questions.filter((each) => isOpen(each, given))) {
      const reply = await Promise.race([lines.question(question.text), left]);
      replies = { ...replies, ...sorted(question, reply) };
    }
    return replies;
  } catch (error) {
    // What is said of it begins on a line of its own.
    output.write('\n');
    throw error;
  } finally {
    lines.close();
  }
}

function isOpen({ about }: Question, given: Replies): boolean {
  return about.every((name) => given[name] === undefined);
}

function sorted({ about, place }: Question, reply: string): Partial<Replies> {
  // What is about one thing only may have commas, as URLs have.
  const given = about.length === 1 ? [reply.trim()] : wordsOf(reply);
  const words = given.filter((word) => word !== '' && word !== 'nothing');
  return Object.fromEntries(
    about.flatMap((name) => {
      const own = words.filter((word) => place(word) === name);
      return own.length === 0 ? [] : [[name, own.join(' ')]];
    }),
  );
}
