import type { Analysis, Finding, Launch, Results } from '@wiretax/core';
import { sampleResults } from '@wiretax/core/testing';
import { seededRandom } from './random.js';
import { launchesOf, rowOf, type SyntheticRowShape } from './synthetic-rows.js';

/** A matrix of cells whose truth is known. */
export interface SyntheticStudyShape extends Partial<
  Pick<SyntheticRowShape, 'calls' | 'tailRatio' | 'launchNoise' | 'tailNoise'>
> {
  /** Default: three. */
  readonly transports?: readonly string[];
  /** Default: the five sizes of `ipc-study`. */
  readonly bytes?: readonly number[];
  /** Default: its five levels of concurrency. */
  readonly clients?: readonly number[];
  /** Of each cell. Default: 5. */
  readonly launches?: number;
  /** Default: what grows with size and clients, the same for every transport. */
  readonly p50Ns?: (place: SyntheticPlace) => number;
  /** What else a cell has, its throughput for instance. */
  readonly cell?: (place: SyntheticPlace) => Partial<SyntheticRowShape>;
  readonly seed?: number;
}

export interface SyntheticPlace {
  readonly transport: string;
  readonly bytes: number;
  readonly clients: number;
}

/** Launches that were made once and are drawn from: making them is what takes time. */
const made = 60;

/**
 * As many results of a study as one asks for, by number: the same cells, launches of their own. What an analysis claims of transports that
 * are all alike, which is the default, is false; in how many studies it claims anything is how often it errs. Launches differ by 5 %
 * unless told otherwise, their tails by 10 %, which is what virtual machines show.
 */
export function syntheticStudies(shape: SyntheticStudyShape = {}): (number: number) => Results {
  const {
    transports = ['tcp', 'rest', 'grpc'],
    bytes: sizes = [64, 256, 1024, 4096, 65_536],
    clients: levels = [1, 10, 50, 100, 500],
    launches = 5,
    p50Ns = ({ bytes, clients }: SyntheticPlace): number => (2e4 + bytes) * clients,
    cell = (): Partial<SyntheticRowShape> => ({}),
    seed = 1,
  } = shape;
  const { calls = 600, tailRatio = 2, launchNoise = 0.05, tailNoise = 0.1 } = shape;
  const pools = new Map<string, readonly Launch[]>();
  const cells = sizes.flatMap((bytes) =>
    levels.flatMap((clients) =>
      transports.map((transport): readonly [SyntheticRowShape, readonly Launch[]] => {
        const place = { transport, bytes, clients };
        const row = {
          ...place,
          ...{ launches: made, calls, tailRatio, launchNoise, tailNoise, p50Ns: p50Ns(place) },
          seed: seed * 1_000_003 + bytes * 7919 + clients * 31,
          ...cell(place),
        };
        // Transports that are alike draw from the same launches.
        const key = JSON.stringify({ ...row, transport: '' });
        const pool = pools.get(key) ?? launchesOf(row);
        pools.set(key, pool);
        return [row, pool];
      }),
    ),
  );
  return (number) => {
    const random = seededRandom(seed * 7_368_787 + number);
    return sampleResults(
      cells.map(([row, pool]) =>
        rowOf(
          row,
          Array.from({ length: launches }, (_, block) => drawn(pool, block, random)),
        ),
      ),
    );
  };
}

function drawn(pool: readonly Launch[], block: number, random: () => number): Launch {
  const launch = pool[Math.floor(random() * pool.length)];
  if (launch === undefined) throw new Error('a pool of launches has launches');
  return { ...launch, trial: block + 1 };
}

/** In how many of the first so many studies an analysis says what counts as a claim. */
export function studiesWithClaim(
  analysis: Analysis,
  studies: (number: number) => Results,
  count: number,
  isClaim: (finding: Finding) => boolean = () => true,
): number {
  let found = 0;
  for (let number = 1; number <= count; number += 1) {
    if (analysis.analyse(studies(number)).some(isClaim)) found += 1;
  }
  return found;
}
