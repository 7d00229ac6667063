import { type Results, type Row, SCHEMA } from '@wiretax/core';

/** One JSON document with everything that is known of a run, and a newline. */
export function document(results: Results): string {
  const { manifest, planned, damage, directory, analyses, findings, rows, controls, trials } = results;
  const whole = {
    schema: SCHEMA,
    run: manifest.id,
    planned,
    damage,
    directory,
    manifest,
    analyses,
    findings,
    rows: rows.map(withoutLaunches),
    controls: controls.map(withoutLaunches),
    trials,
  };
  return `${JSON.stringify(whole, inOrder, 2).replace(hidden, escaped)}\n`;
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

// JSON allows them in a string as they are, but a terminal obeys some and shows others as nothing.
const hidden = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu;

function escaped(character: string): string {
  return character.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
