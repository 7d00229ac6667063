import { compareSides, comparisonText, fails, judgementsOf, sidesOfRuns } from '@wiretax/comparison';
import { type Adaptive, type Host, InputError } from '@wiretax/core';
import { readRun } from '@wiretax/core/record';
import type { RunObserver, RunOutcome } from '@wiretax/core/run';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import type { Study } from '@wiretax/config';
import { type Both, roles, runInterleaved } from '@wiretax/running';
import { conclude } from './conclusion.js';
import { exitCodes } from './exit-codes.js';
import { awaitInterruption } from './interruption.js';
import { lineProgress, silentProgress } from './line-progress.js';
import { planText, type StartOptions, studyOf } from './start.js';
import { assess, decideTogether } from './sufficiency.js';

export interface AgainstOptions extends StartOptions {
  /** The preset or config file of the baseline. */
  readonly against: string;
}

/** Differences up to this don't matter; wiretax compare takes others. */
const margin = 0.03;

/** Runs two studies interleaved, trial by trial, reports both, and compares them. Resolves with the exit code. */
export async function startAgainst(
  host: Host,
  installation: Installation,
  options: AgainstOptions,
): Promise<number> {
  if (options.json) {
    const message =
      'two runs are two documents; leave it out, then wiretax report --reporter json shows each';
    throw new InputError('E_AGAINST', "--against can't print one document", [{ path: '--json', message }]);
  }
  const studies = await prepareBoth(host, installation, options);
  if (options.dryRun) {
    for (const [index, study] of studies.entries())
      host.console.out(`${roles[index] ?? ''} ${planText(study, false)}${index === 0 ? '\n' : ''}`);
    return exitCodes.well;
  }
  const plugins = studies.flatMap(({ kernel }) => kernel.plugins);
  const interruption = awaitInterruption((text) => {
    host.console.err(text);
  }, plugins);
  try {
    const outcomes = await runBoth(host, studies, options, interruption.signal);
    return interruption.exitCode(await concludeBoth(host, studies, outcomes, options, interruption.signal));
  } finally {
    interruption.end();
  }
}

async function prepareBoth(
  host: Host,
  installation: Installation,
  options: AgainstOptions,
): Promise<Both<Study>> {
  const { argument, against } = options;
  const candidate = await studyOf(argument, host, installation, options);
  const other = await studyOf(against, host, installation, options);
  // One seed gives both the same order.
  const baseline = { ...other, experiment: { ...other.experiment, seed: candidate.experiment.seed } };
  checkRepetition([baseline, candidate]);
  return [baseline, candidate];
}

function checkRepetition([baseline, candidate]: Both<Study>): void {
  const keys = ['repetitions', 'adaptive'] as const;
  const differing = keys.filter(
    (key) => JSON.stringify(baseline.experiment[key]) !== JSON.stringify(candidate.experiment[key]),
  );
  if (differing.length === 0) return;
  const problems = differing.map((key) => {
    const path = key === 'adaptive' ? 'until, budget' : key;
    const flag = key === 'adaptive' ? '--until and --budget' : '--reps';
    return { path, message: `must be the same in both, as blocks alternate; ${flag} sets it for both` };
  });
  throw new InputError(
    'E_AGAINST',
    `${candidate.subject} can't be run against ${baseline.subject}`,
    problems,
  );
}

function runBoth(
  host: Host,
  studies: Both<Study>,
  { out, wiretax, command, quiet }: AgainstOptions,
  signal: AbortSignal,
): Promise<Both<RunOutcome>> {
  const width = Math.max(...roles.map(({ length }) => length));
  const observerOf = (role: (typeof roles)[number]): RunObserver =>
    quiet
      ? silentProgress
      : lineProgress((text) => {
          host.console.err(`${role.padEnd(width)} ${text}`);
        });
  return runInterleaved(host, {
    studies,
    out,
    wiretax,
    command,
    signal,
    observers: [observerOf(roles[0]), observerOf(roles[1])],
    assess: (results, which) => assess(results, ownGoal(studies[which])),
    decide: decideTogether,
  });
}

/** The budget is that of both together. */
function ownGoal({ experiment: { adaptive = {} } }: Study): Adaptive {
  const { budgetMs, ...rest } = adaptive;
  return budgetMs === undefined ? rest : { ...rest, budgetMs: budgetMs / 2 };
}

async function concludeBoth(
  host: Host,
  studies: Both<Study>,
  outcomes: Both<RunOutcome>,
  { quiet }: AgainstOptions,
  signal: AbortSignal,
): Promise<number> {
  const codes: number[] = [];
  for (const [index, { kernel, experiment }] of studies.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    const { reporters, thresholds } = experiment;
    const { id } = outcome.results.manifest;
    if (!quiet || thresholds.length > 0) host.console.err(`${roles[index] ?? ''} ${id}:\n`);
    codes.push(await conclude(host, outcome, { kernel, reporters, signal, quiet }));
  }
  if (codes.includes(exitCodes.interrupted)) {
    host.console.err(
      'Each half is gone on with on its own; what is left of them is no longer interleaved.\n',
    );
    return exitCodes.interrupted;
  }
  return Math.max(...codes, await compareBoth(host, outcomes));
}

/** Prints how the candidate compares with the baseline; the exit code says whether it got slower. */
async function compareBoth(host: Host, [baseline, candidate]: Both<RunOutcome>): Promise<number> {
  try {
    // As they are on disk, as wiretax compare sees them.
    const is = await readRun(host, candidate.results.directory);
    const sides = sidesOfRuns(await readRun(host, baseline.results.directory), is);
    const compared = compareSides(sides, { margin });
    host.console.out(comparisonText(sides, compared, { format: 'text', all: false }));
    return fails(judgementsOf(compared), 'slower') ? exitCodes.failures : exitCodes.well;
  } catch (thrown) {
    if (!(thrown instanceof InputError)) throw thrown;
    const why = thrown.problems.map(({ path, message }) => `\n  ${path}: ${message}`).join('');
    host.console.err(`No comparison: ${thrown.message}${why}\n`);
    return exitCodes.well;
  }
}
