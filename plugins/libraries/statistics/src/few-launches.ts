import type { Analysis, Finding, Results } from '@wiretax/core';
import type { SyntheticStudyShape } from './synthetic-studies.js';

/** A study with something to find: each of two transports is faster at one of two sizes, and the tail grows with clients. */
export const crossingStudy: SyntheticStudyShape = {
  transports: ['tcp', 'grpc'],
  bytes: [64, 4096],
  clients: [1, 10, 50],
  p50Ns: ({ transport, bytes }) => ((bytes === 64) === (transport === 'tcp') ? 1e5 : 2e5),
  cell: ({ clients }) => ({ tailRatio: clients }),
};

/**
 * What an analysis says of studies with one and two launches a cell although that supports no interval: findings that have one, or not the
 * caveat that they tell an order only. Throws if it finds nothing there, as then nothing was asked.
 */
export function unsupportedIntervals(
  analysis: Analysis,
  studyOf: (launches: number) => Results,
): readonly Finding[] {
  return [1, 2].flatMap((launches) => {
    const findings = analysis.analyse(studyOf(launches));
    if (findings.length === 0) throw new Error(`no finding with ${String(launches)} launches a cell`);
    return findings.filter(
      ({ interval, caveats = [] }) =>
        interval !== undefined || !caveats.some(({ kind }) => kind === 'order-only'),
    );
  });
}
