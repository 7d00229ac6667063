import { type Results, type Row, SCHEMA } from '@wiretax/core';
import { jsonText } from '@wiretax/writing';

/** One JSON document with everything that is known of a run, and a newline. */
export function document(results: Results): string {
  const { manifest, planned, damage, directory, checks, analyses, findings, rows, controls, trials } =
    results;
  const whole = {
    schema: SCHEMA,
    run: manifest.id,
    planned,
    damage,
    directory,
    manifest,
    checks,
    analyses,
    findings,
    rows: rows.map(withoutLaunches),
    controls: controls.map(withoutLaunches),
    trials,
  };
  return jsonText(whole, inOrder);
}

/** Launches are under `trials`, and their histograms in the run's folder. */
function withoutLaunches(row: Row): object {
  return { ...row, launches: undefined };
}

// Below the top level keys are in alphabetical order: the same results give the same text, whether they
// come from a run that has just ended or were read back from disk.
function inOrder(key: string, value: unknown): unknown {
  if (key === '' || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
