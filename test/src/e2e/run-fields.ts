import type { Latency, Row } from '@wiretax/core';
import * as assert from 'uvu/assert';

type Check = (value: unknown) => boolean;
type Checks<T> = Readonly<Record<keyof T, Check>>;

const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const count: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const text: Check = (value) => typeof value === 'string';
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const has =
  <T>(checks: Checks<T>): Check =>
  (value) =>
    wrongFields(value, checks).length === 0;

/** The fields that are missing, unknown, or not of their kind. The compiler keeps the list complete. */
function wrongFields<T>(value: unknown, checks: Checks<T>): readonly string[] {
  if (typeof value !== 'object' || value === null) return ['it is no object'];
  const fields = new Map<string, unknown>(Object.entries(value));
  const wrong = Object.entries<Check>(checks).filter(
    ([key, check]) => !fields.has(key) || !check(fields.get(key)),
  );
  const unknown = [...fields.keys()].filter((key) => !Object.hasOwn(checks, key));
  return [...wrong.map(([key]) => key), ...unknown];
}

const range = has<NonNullable<Row['spread']>['throughput']>({ low: number, high: number });
const latency = has<Latency>({
  count,
  mean: orNull(number),
  min: orNull(count),
  max: orNull(count),
  p50: orNull(count),
  p90: orNull(count),
  p99: orNull(count),
  p999: orNull(count),
  p9999: orNull(count),
  overflow: count,
});
const peer = has<Row['peers'][string]>({
  half: text,
  cpu: number,
  loopUtilisation: orNull(number),
  busiestThread: orNull(number),
  allottedShare: orNull(number),
  userNsPerCall: number,
  systemNsPerCall: number,
});
const use = has<Row['cell']['transport']>({
  use: text,
  options: (value) => typeof value === 'object',
  label: text,
});

/** As the json reporter prints it, of a run that was not resumed. */
type PrintedRow = Omit<Row, 'launches' | 'mixed'>;

const row: Checks<PrintedRow> = {
  cell: has<Row['cell']>({
    id: text,
    transport: use,
    size: has<Row['cell']['size']>({ requestBytes: count, replyBytes: count }),
    concurrency: count,
    flow: (value) => Array.isArray(value) && value.every(use),
    codec: use,
    link: use,
    placement: text,
    serviceTimeNs: count,
    node: has<Row['cell']['node']>({ label: text, client: Array.isArray, server: Array.isArray }),
    load: use,
    topology: use,
    target: (value) =>
      has<{ label: unknown }>({ label: text })({ label: (value as { label: unknown }).label }),
  }),
  control: (value) => typeof value === 'boolean',
  trials: has<Row['trials']>({ completed: count, failed: count, planned: count }),
  calls: count,
  failedCalls: count,
  tally: orNull(
    has<NonNullable<Row['tally']>>({
      offered: count,
      started: count,
      rejected: count,
      unstarted: count,
      attempts: count,
      ok: count,
      failed: (value) => typeof value === 'object' && Object.values(value ?? {}).every(count),
    }),
  ),
  throughput: orNull(number),
  response: latency,
  service: latency,
  lag: latency,
  toServer: latency,
  toClient: latency,
  tailRatio: orNull(number),
  spread: orNull(has<NonNullable<Row['spread']>>({ throughput: range, p50: range, p99: orNull(range) })),
  peers: (value) => typeof value === 'object' && value !== null && Object.values(value).every(peer),
  limit: orNull(has<NonNullable<Row['limit']>>({ peer: text, busy: number, of: text })),
  metrics: (value) =>
    Array.isArray(value) &&
    value.every(
      has<Row['metrics'][number]>({
        collector: text,
        peer: text,
        window: text,
        name: text,
        unit: text,
        kind: text,
        value: number,
        perCall: orNull(number),
        comparable: (value) => typeof value === 'boolean',
      }),
    ),
  verdict: text,
  verdicts: texts,
  reasons: texts,
  nearly: (value) =>
    Array.isArray(value) && value.every(has<Row['nearly'][number]>({ verdict: text, reason: text })),
};

/** Fails unless the row has exactly the fields of the contract, each of its kind. */
export function assertRow(value: PrintedRow): void {
  assert.equal(wrongFields(value, row), [], `fields of ${value.cell.id}`);
}
