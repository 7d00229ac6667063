import type { Metric } from '@wiretax/core';
import type { Collection, CollectionKind } from './collections.js';

const kinds: readonly CollectionKind[] = ['minor', 'major', 'incremental', 'weak-callbacks'];

export function collectionMetrics(collections: readonly Collection[]): readonly Metric[] {
  const byKind = kinds.flatMap((kind): readonly Metric[] => {
    const durations = collections.filter((each) => each.kind === kind).map(({ durationMs }) => durationMs);
    return [
      { name: `gc.${kind}.time`, value: ns(sum(durations)), unit: 'ns', kind: 'counter' },
      { name: `gc.${kind}.count`, value: durations.length, unit: 'count', kind: 'counter' },
    ];
  });
  const longest = collections.reduce((max, { durationMs }) => Math.max(max, durationMs), 0);
  return [...byKind, { name: 'gc.pause.max', value: ns(longest), unit: 'ns', kind: 'gauge' }];
}

/**
 * For drawing over latency: a row each collection, its start in ns of CLOCK_MONOTONIC, which samples are
 * in too. `originNs` is where `performance.now` is 0.
 */
export function collectionTable(collections: readonly Collection[], originNs: number): string {
  const rows = collections.map(({ startMs, durationMs, kind }) => [
    Math.round(originNs + startMs * 1e6),
    ns(durationMs),
    kind,
  ]);
  return `${JSON.stringify({ schema: 1, columns: ['startNs', 'durationNs', 'kind'], rows })}\n`;
}

function ns(ms: number): number {
  return Math.round(ms * 1e6);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
