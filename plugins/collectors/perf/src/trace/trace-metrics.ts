import type { Metric } from '@wiretax/core';
import type { TracedCall } from './traced-call.js';

export function traceMetrics(calls: readonly TracedCall[]): readonly Metric[] {
  return calls.flatMap(({ name, calls: count, errors, timeNs, p50Ns, p99Ns }) => {
    const metric = (
      part: string,
      value: number | undefined,
      unit: 'count' | 'ns',
      kind: Metric['kind'],
    ): readonly Metric[] =>
      value === undefined ? [] : [{ name: `syscalls.${name}.${part}`, value, unit, kind }];
    return [
      ...metric('calls', count, 'count', 'counter'),
      ...metric('errors', errors, 'count', 'counter'),
      ...metric('time', timeNs, 'ns', 'counter'),
      ...metric('p50', p50Ns, 'ns', 'gauge'),
      ...metric('p99', p99Ns, 'ns', 'gauge'),
    ];
  });
}

/** One line a system call; fields that are not known are empty. */
export function traceCsv(calls: readonly TracedCall[]): string {
  const rows = calls.map(({ name, calls: count, errors, timeNs, p50Ns, p99Ns }) =>
    [name, count, errors, timeNs, p50Ns ?? '', p99Ns ?? ''].join(','),
  );
  return ['syscall,calls,errors,time_ns,p50_ns,p99_ns', ...rows, ''].join('\n');
}
