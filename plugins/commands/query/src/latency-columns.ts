import type { Latency, Measured } from '@wiretax/core';
import type { Column } from './table.js';

const series = {
  response: 'response',
  service: 'service',
  lag: 'lag',
  to_server: 'toServer',
  to_client: 'toClient',
} as const satisfies Record<string, keyof Measured>;
const figures = ['mean', 'min', 'max', 'p50', 'p90', 'p99', 'p999', 'p9999', 'overflow'] as const;

type Latencies = Readonly<Record<(typeof series)[keyof typeof series], Latency>>;

/** `response_p99` and so on, ns; null where the sample doesn't support it or it is among the `response_overflow` longest calls. */
export function latencyColumnsOf<Row>(of: (row: Row) => Latencies | undefined): readonly Column<Row>[] {
  return Object.entries(series).flatMap(([name, key]) =>
    figures.map((figure) => ({
      name: `${name}_${figure}`,
      type: 'DOUBLE' as const,
      of: (row: Row) => of(row)?.[key][figure] ?? null,
    })),
  );
}
