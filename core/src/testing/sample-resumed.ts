import type { Results } from '../contract/results.js';
import { sampleConditions } from './sample-conditions.js';
import { sampleManifest } from './sample-manifest.js';
import { sampleResults } from './sample-results.js';
import { sampleCell, sampleRow } from './sample-rows.js';
import { sampleTrial } from './sample-trials.js';

/**
 * A run of two launches of one cell that began on a busy machine, was interrupted between them, and was resumed under another
 * kernel and with a variable of Node.js set.
 */
export function sampleResumed(): Results {
  const { machine } = sampleManifest();
  const row = sampleRow();
  const manifest = sampleManifest(
    { repetitions: 2 },
    {
      resumedAt: ['2026-01-02T09:00:00.000Z'],
      conditions: [
        sampleConditions({ loadAverage: 21 }),
        sampleConditions(
          {},
          { variables: { NODE_OPTIONS: '--jitless' } },
          { session: 2, machine: { ...machine, kernel: '7.0.0' } },
        ),
      ],
    },
  );
  const mixed = 'launch 1 of session 1 and launch 2 of session 2 differ in kernel, NODE_OPTIONS';
  const launches = row.launches.slice(0, 2).map((launch, index) => ({ ...launch, session: index + 1 }));
  const trials = [1, 2].map((trial) => sampleTrial(sampleCell(), { trial, session: trial }));
  return sampleResults([{ ...row, launches, mixed }], { manifest, trials, planned: 2 });
}
