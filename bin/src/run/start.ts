import { type Host, visibleLines } from '@wiretax/core';
import { estimateMs, passesOf, planTrials } from '@wiretax/core/record';
import { run } from '@wiretax/core/run';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import { loadStudy, type Study } from '@wiretax/config';
import { readFlags, type RunFlags } from '@wiretax/config/read/overrides.js';
import { jsonText } from '@wiretax/writing';
import { conclude } from './conclusion.js';
import { exitCodes } from './exit-codes.js';
import { awaitInterruption } from './interruption.js';
import { planSummary } from './plan-summary.js';
import { progressOn } from './progress.js';
import { enoughOf } from './sufficiency.js';

export interface StartOptions {
  readonly argument: string | undefined;
  readonly flags: RunFlags;
  readonly out: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Every row and finding in place of the summary. */
  readonly full: boolean;
  readonly dryRun: boolean;
  /** Leaves out the project's config. */
  readonly noConfig: boolean;
  readonly wiretax: string;
  readonly command: readonly string[];
}

/** Runs a study from its beginning, or only shows its plan. Resolves with the exit code. */
export async function startRun(
  host: Host,
  installation: Installation,
  options: StartOptions,
): Promise<number> {
  const { json, quiet } = options;
  const flags = json ? { ...options.flags, reporter: ['json'] } : options.flags;
  const study = await studyOf(options.argument, host, installation, { ...options, flags });
  if (options.dryRun) {
    host.console.out(planText(study, json));
    return exitCodes.well;
  }
  const { kernel, experiment } = study;
  const progress = progressOn(host, quiet, experiment);
  const interruption = awaitInterruption(progress.say, kernel.plugins);
  const { signal } = interruption;
  const { out, wiretax, command } = options;
  try {
    const outcome = await run({
      kernel,
      experiment,
      out,
      wiretax,
      command,
      signal,
      observer: progress.observer,
      enough: enoughOf(experiment),
    });
    progress.end();
    const { reporters } = experiment;
    const reached = await conclude(host, outcome, { kernel, reporters, signal, quiet });
    return interruption.exitCode(reached);
  } finally {
    progress.end();
    interruption.end();
  }
}

/** The study of a command line, whose user has said that it is to be run: whatever a config asks for is allowed. */
export function studyOf(
  argument: string | undefined,
  host: Host,
  { dataDir }: Installation,
  { flags, noConfig, quiet, full }: Pick<StartOptions, 'flags' | 'noConfig' | 'quiet' | 'full'>,
): Promise<Study> {
  const { config: overrides, flagOf: overrideNames } = readFlags(flags);
  const tell = (text: string): void => {
    if (!quiet) host.console.err(`${text}\n`);
  };
  return loadStudy(argument, {
    overrides,
    overrideNames,
    full,
    allow: ['modules', 'plugins', 'node-flags'],
    search: !noConfig,
    tell,
    dataDir,
    host,
  });
}

/** Of a plan, which names all its cells on one. */
const longestLine = 20_000;

/** What a study would run, for people or for programs. */
export function planText({ experiment, kernel }: Study, json: boolean): string {
  const trials = planTrials(experiment);
  const estimate = estimateMs(experiment, trials, passesOf(kernel, experiment));
  if (!json) return visibleLines(planSummary(experiment, trials, estimate), longestLine);
  const order = trials.map(({ cell, trial, control }) => ({ cell: cell.id, trial, control }));
  return jsonText({ experiment, trials: order, estimateMs: estimate });
}
