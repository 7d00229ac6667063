import type { Analysis, Finding, Launch, Pause, Row } from '@wiretax/core';
import { isClosed, usableRows } from '@wiretax/core/record';
import { findingId, withUniqueIds } from '@wiretax/statistics/statements';
import { evenQuantile, type Paused } from './even-arrivals.js';
import { beyondNoise } from './noise.js';
import { type Even, type Stalled, statementOf } from './statement.js';

/** Of this much more than was recorded it is worth telling what other callers would see. */
const worthTelling = 1.1;

/** A finding for each row with a pause beyond its noise, the longest first. */
export const stalls: Analysis = {
  title: 'Pauses',
  weight: 20,
  analyse: ({ rows }) => {
    const found = usableRows(rows).flatMap((row) => stalledOf(row) ?? []);
    const sorted = found.toSorted(
      (a, b) => longest(b).lengthNs - longest(a).lengthNs || (a.row.cell.id < b.row.cell.id ? -1 : 1),
    );
    return withUniqueIds(sorted.map(findingOf));
  },
};

function stalledOf(row: Row): Stalled | undefined {
  const { concurrency } = row.cell;
  const launches = row.launches.map((launch) => ({ launch, pauses: beyondNoise(launch, concurrency) }));
  const stalls = launches.flatMap(({ launch, pauses }) =>
    pauses.map((pause) => ({ pause, trial: launch.trial })),
  );
  const [first, ...others] = stalls.toSorted((a, b) => b.pause.lengthNs - a.pause.lengthNs);
  if (first === undefined) return undefined;
  const paused = launches.map(({ launch, pauses }) => ({ ...launch, pauses }));
  return {
    row,
    stalls: [first, ...others],
    unlisted: launches.reduce((sum, { launch, pauses }) => sum + unlisted(launch, pauses.length), 0),
    even: isClosed(row.cell) ? evenFigures(row, paused) : [],
  };
}

/** Pauses of which only their number was kept: they may be beyond the noise where all that were kept are. */
function unlisted({ pauses }: Launch, beyond: number): number {
  return pauses === undefined || beyond < pauses.longest.length ? 0 : pauses.count - beyond;
}

/** Those percentiles of which callers who arrive evenly would see more than was recorded. */
function evenFigures({ response }: Row, launches: readonly Paused[]): readonly Even[] {
  return (
    [
      ['p99', 'P99', 0.99],
      ['p999', 'P99.9', 0.999],
    ] as const
  ).flatMap(([figure, name, q]) => {
    const recordedNs = response[figure];
    const evenNs = evenQuantile(launches, q);
    if (recordedNs === null || evenNs === null || evenNs < worthTelling * recordedNs) return [];
    return [{ figure, name, recordedNs, evenNs }];
  });
}

function longest({ stalls: [first] }: Stalled): Pause {
  return first.pause;
}

function findingOf(stalled: Stalled): Finding {
  const { row, stalls, unlisted, even } = stalled;
  const { lengthNs, startNs } = longest(stalled);
  return {
    id: findingId('stalls', row.cell.id),
    statement: statementOf(stalled),
    numbers: {
      lengthNs,
      startNs,
      launch: stalls[0].trial,
      pauses: stalls.length,
      totalNs: stalls.reduce((sum, { pause }) => sum + pause.lengthNs, 0),
      ...(unlisted === 0 ? {} : { unlisted }),
      ...Object.fromEntries(
        even.flatMap(({ figure, recordedNs, evenNs }) => [
          [`${figure}Ns`, recordedNs],
          [`${figure}EvenArrivalsNs`, evenNs],
        ]),
      ),
    },
    cells: [row.cell.id],
  };
}
