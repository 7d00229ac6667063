import type { Results } from '../contract/results.js';
import type { Row } from '../contract/row.js';
import { sampleManifest } from './sample-manifest.js';
import { sampleRow } from './sample-rows.js';
import { sampleTrial } from './sample-trials.js';

/** A finished run of these rows, one launch of each in `trials`; anything can be replaced. */
export function sampleResults(rows: readonly Row[] = [sampleRow()], changes: Partial<Results> = {}): Results {
  return {
    manifest: sampleManifest(),
    rows,
    controls: [],
    trials: rows.map((row) => sampleTrial(row.cell)),
    findings: [],
    analyses: [],
    checks: [],
    planned: rows.length,
    directory: '.wiretax/runs/20260102-030405-quick-7f3a',
    ...changes,
  };
}
