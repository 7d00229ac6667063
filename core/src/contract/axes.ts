import type { AxisValues, Use } from './cell.js';
import type { AxisField, Axis } from './axis.js';

const plain = (use: string): Use => ({ use, options: {}, label: use });

/** In the order of an id's parts and of columns. */
export const axisTable: { readonly [F in AxisField]: Axis<AxisValues[F]> } = {
  transport: {
    name: 'transport',
    field: 'transport',
    title: 'transport',
    description: 'Protocol stacks to compare.',
    help: ['Protocol stacks.', 'NAME'],
    form: 'use',
    kind: 'transport',
    default: plain('tcp'),
    alwaysInId: true,
    nest: 11,
    group: 11,
  },
  size: {
    name: 'size',
    field: 'size',
    title: 'size',
    description: 'Message sizes. One size is used for request and reply alike.',
    help: ['Message sizes; REQUEST/REPLY if they differ.', 'SIZE'],
    form: 'size',
    default: { requestBytes: 64, replyBytes: 64 },
    alwaysInId: true,
    columns: [
      { name: 'request_bytes', type: 'BIGINT', of: ({ requestBytes }) => requestBytes },
      { name: 'reply_bytes', type: 'BIGINT', of: ({ replyBytes }) => replyBytes },
    ],
    nest: 1,
    group: 1,
  },
  concurrency: {
    name: 'concurrency',
    field: 'concurrency',
    title: 'clients',
    description: 'How many clients call at the same time.',
    help: ['Clients that call at the same time.', 'N'],
    form: 'count',
    default: 1,
    alwaysInId: true,
    idPart: (clients) => `c${String(clients)}`,
    columns: [{ name: 'concurrency', type: 'BIGINT', of: (clients) => clients }],
    phrase: (clients) => (clients === 1 ? '1 client' : `${String(clients)} clients`),
    nest: 10,
    group: 10,
  },
  flow: {
    name: 'flow',
    field: 'flow',
    title: 'flow',
    description:
      'Flow control between the load and the transport. A list inside the list composes, outermost first: [none, {use: semaphore, maxInflight: 50}, [a, b]].',
    help: ['Flow control; none for none.', 'NAME'],
    form: 'uses',
    kind: 'flow',
    default: [],
    phrase: (uses, label) => (uses.length === 0 ? 'no flow control' : `flow control ${label}`),
    nest: 6,
    group: 2,
  },
  codec: {
    name: 'codec',
    field: 'codec',
    title: 'codec',
    description: 'How payloads become bytes.',
    help: ['How payloads become bytes.', 'NAME'],
    form: 'use',
    kind: 'codec',
    default: plain('protobuf'),
    nest: 2,
    group: 3,
  },
  link: {
    name: 'link',
    field: 'link',
    title: 'link',
    description:
      'What carries the bytes: TCP (over loopback, where all is on one machine), a Unix domain socket, or memory of one process (transport null only).',
    help: ['What carries the bytes: tcp, unix.', 'LINK'],
    form: 'use',
    kind: 'link',
    default: plain('tcp'),
    formerlyName: true,
    nest: 3,
    group: 4,
  },
  placement: {
    name: 'placement',
    field: 'placement',
    title: 'placement',
    description:
      'Which CPUs the peers run on: separate cores, one shared core, or wherever the system puts them.',
    help: ['CPUs of the peers: split, shared, none.', 'PLACEMENT'],
    form: 'word',
    words: ['split', 'shared', 'none'],
    default: 'split',
    idPart: (placement) => (placement === 'none' ? 'unplaced' : placement),
    nest: 4,
    group: 5,
  },
  serviceTimeNs: {
    name: 'serviceTime',
    field: 'serviceTimeNs',
    title: 'service time',
    description: 'CPU time that the server spends on each call.',
    help: ['CPU time the server spends on a call.', 'DURATION'],
    form: 'duration',
    default: 0,
    columns: [{ name: 'service_time_ns', sqlName: 'service_time', type: 'BIGINT', of: (ns) => ns }],
    quiet: true,
    nest: 5,
    group: 6,
  },
  node: {
    name: 'node',
    field: 'node',
    title: 'Node flags',
    description: 'Flags of Node.js and V8 that peers are started with: default for none.',
    help: ['Flags of Node.js and V8 that peers get; default for none.', 'FLAG'],
    form: 'flags',
    default: { label: 'default', client: [], server: [] },
    quiet: true,
    later: true,
    nest: 7,
    group: 7,
  },
  load: {
    name: 'load',
    field: 'load',
    title: 'load',
    description: 'When clients call. closed: each calls again when its last call has returned.',
    help: ['When clients call.', 'NAME'],
    form: 'use',
    kind: 'load',
    default: plain('closed'),
    later: true,
    nest: 8,
    group: 8,
  },
  topology: {
    name: 'topology',
    field: 'topology',
    title: 'topology',
    description: 'Who takes part in a call. direct: a client calls a server.',
    help: ['Who takes part in a call.', 'NAME'],
    form: 'use',
    kind: 'topology',
    default: plain('direct'),
    quiet: true,
    later: true,
    nest: 9,
    group: 9,
  },
};

/** All axes, in that order. */
export function allAxes(): readonly Axis[] {
  return Object.values(axisTable);
}

/** `service-time` for the axis `serviceTime`. */
export function flagOfAxis({ name }: Pick<Axis, 'name'>): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
