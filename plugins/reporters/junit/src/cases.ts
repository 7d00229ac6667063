import type { Check, Results, TrialRecord } from '@wiretax/core';

/** How a test case came out; a `failure` is a demand that isn't met, an `error` something that broke. */
export interface TestCase {
  readonly name: string;
  readonly result?: {
    readonly element: 'failure' | 'error' | 'skipped';
    readonly message: string;
    /** Lines below it. */
    readonly details: readonly string[];
  };
}

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
}

const mostLines = 50;

/** One suite for each who demands something, in the order of the checks, and before them whether all launches finished. */
export function testSuites(results: Results): readonly TestSuite[] {
  const demanders = [...new Set(results.checks.map(({ by }) => by))];
  const suites = demanders.map((by) => ({
    name: by,
    cases: results.checks.filter((check) => check.by === by).map(caseOf),
  }));
  return [{ name: 'launches', cases: [launchesCase(results)] }, ...suites];
}

function caseOf({ title, outcome, statement, cells }: Check): TestCase {
  if (outcome === 'held') return { name: title };
  const lines = cells.filter((cell) => cell.outcome !== 'held');
  return {
    name: title,
    result: {
      element: outcome === 'crossed' ? 'failure' : 'skipped',
      message: statement,
      details: shown(lines.map((cell) => `${cell.cell} (${cell.outcome}): ${cell.statement}`)),
    },
  };
}

/** A run without trials has nothing that could fail; launches that haven't run are skipped ones. */
function launchesCase({ trials, planned }: Results): TestCase {
  const name = 'every launch finishes';
  const failed = trials.filter(({ status }) => status === 'failed');
  if (failed.length > 0) {
    const message = `${String(failed.length)} of ${String(trials.length)} launches failed.`;
    return { name, result: { element: 'error', message, details: shown(failed.map(failureLine)) } };
  }
  if (trials.length >= planned && trials.length > 0) return { name };
  const message = `${String(trials.length)} of ${String(planned)} launches have run.`;
  return { name, result: { element: 'skipped', message, details: [] } };
}

function failureLine({ cell, trial, error }: TrialRecord): string {
  return `${cell} launch ${String(trial)}: ${error?.message ?? 'no reason given'}`;
}

function shown(lines: readonly string[]): readonly string[] {
  const left = lines.length - mostLines;
  return left > 0 ? [...lines.slice(0, mostLines), `and ${String(left)} more`] : lines;
}
