import { type Answers, type Subject, transportOf } from './answers.js';

/** What ids of cells call the user's server. */
const label = 'mine';

interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** Stands above it, a line each. */
  readonly comment: readonly string[];
}

/** A config with comments, that answers what was asked. `schema` is where editors find the schema. */
export function configText(answers: Answers, schema: string): string {
  const entries = entriesOf(answers);
  return [
    `# yaml-language-server: $schema=${schema}`,
    '# What `wiretax run` measures here; `wiretax run --dry-run` shows the plan, and how long it takes.',
    '# All keys: https://github.com/wiretax/wiretax/blob/main/docs/configuration.md',
    ...entries.flatMap(({ key, value, comment }) => [
      '',
      ...comment.map((line) => `# ${line}`),
      ...lines(key, value),
    ]),
    ...(isDecided(answers)
      ? []
      : [
          '',
          '# What decides: with thresholds, a row that crosses one makes `wiretax run` exit with 1.',
          '# thresholds:',
          '#   - p99(response) < 5ms',
          '#   - throughput > 2k/s',
        ]),
    '',
  ].join('\n');
}

/** The same as the object that the file holds. */
export function configOf(answers: Answers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entriesOf(answers).map(({ key, value }) => [key, value]));
}

function entriesOf(answers: Answers): readonly Entry[] {
  const { subject, sizes, clients, p99, throughput } = answers;
  const decided = isDecided(answers);
  const on = typeof subject === 'string' ? '' : ` on *${label}*`;
  const thresholds = [
    ...(p99 === undefined ? [] : [`p99(response) < ${p99}${on}`]),
    ...(throughput === undefined ? [] : [`throughput > ${throughput}${on}`]),
  ];
  return [
    ...(typeof subject === 'string' ? bySubject[subject] : forServer(subject.url)),
    {
      key: 'size',
      value: sizes,
      comment: ['Bytes of request and reply; {request: 64B, reply: 64KiB} where they differ.'],
    },
    { key: 'concurrency', value: clients, comment: ['Clients that call at the same time.'] },
    {
      key: 'repetitions',
      value: 5,
      comment: [
        'Launches of each cell, with new processes each. Intervals, also those of thresholds, need three; more tell more.',
      ],
    },
    { key: 'duration', value: '1s', comment: ['How long each launch is recorded, when it has warmed up.'] },
    ...(decided
      ? [
          {
            key: 'thresholds',
            value: thresholds,
            comment: [
              'What decides: a row that crosses one makes `wiretax run` exit with 1.',
              '`on tcp.*` behind one limits it to the cells whose ids match.',
            ],
          },
        ]
      : []),
  ];
}

function isDecided({ p99, throughput }: Answers): boolean {
  return p99 !== undefined || throughput !== undefined;
}

const bySubject: Readonly<Record<Subject, readonly Entry[]>> = {
  protocols: [
    {
      key: 'transport',
      value: ['tcp', 'rest', 'grpc'],
      comment: ['Which of these costs least? `wiretax list transports` shows all.'],
    },
  ],
  codecs: [
    { key: 'transport', value: ['tcp', 'rest'], comment: ['Each is measured with both codecs.'] },
    { key: 'codec', value: ['protobuf', 'json'], comment: ['What do messages in JSON cost more?'] },
  ],
  proxy: [
    { key: 'transport', value: ['rest', 'grpc'], comment: ['Each is measured both ways.'] },
    {
      key: 'topology',
      value: ['direct', 'sidecar'],
      comment: ['What does a proxy between client and server cost? Wants HAProxy.'],
    },
  ],
  limit: [
    { key: 'transport', value: ['rest'], comment: ['Protocol stacks; `wiretax list transports` shows all.'] },
    {
      key: 'flow',
      value: ['none', { use: 'semaphore', maxInflight: 10 }],
      comment: ['Does a limit of calls in flight help the tail, or does it only move the queue?'],
    },
  ],
};

function forServer(url: string): readonly Entry[] {
  return [
    { key: 'transport', value: [transportOf(url) ?? 'rest'], comment: ['What your server speaks.'] },
    {
      key: 'target',
      value: ['own', { url, as: label }],
      comment: [
        'Your server, which has to run, beside our own echo server over the same transport: what a call costs at least.',
        'It is never started, stopped or signalled.',
      ],
    },
  ];
}

function lines(key: string, value: unknown): readonly string[] {
  if (key !== 'thresholds' || !Array.isArray(value)) return [`${key}: ${yaml(value)}`];
  return [`${key}:`, ...value.map((item) => `  - ${String(item)}`)];
}

/** Flow style, quoted only where YAML would read it otherwise. */
function yaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(yaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${yaml(item)}`)
      .join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return /^(?:\d+(?:\.\d+)?[A-Za-z]+|[a-z][\w-]*)$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
