import { type Host, visibleLines } from '@wiretax/core';
import { estimateMs, passesOf, planTrials, run } from '@wiretax/core/runtime';
import type { RunFlags } from '@wiretax/config/read/overrides.js';
import type { ConfigRequest } from '@wiretax/config/read/source.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import { prepareStudy, type Study } from '@wiretax/config/check/study.js';
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
  const config = configRequest(host, options.argument, options);
  const study = await prepareStudy({ config, flags, installation, host });
  if (options.dryRun) {
    host.console.out(planText(study, json));
    return exitCodes.well;
  }
  const { kernel, experiment } = study;
  const interruption = awaitInterruption((text) => {
    host.console.err(text);
  }, kernel.plugins);
  const progress = progressOn(host, quiet);
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

export function configRequest(
  { console }: Host,
  argument: string | undefined,
  { noConfig, quiet }: Pick<StartOptions, 'noConfig' | 'quiet'>,
): ConfigRequest {
  const tell = (text: string): void => {
    if (!quiet) console.err(`${text}\n`);
  };
  return { argument, folder: process.cwd(), search: !noConfig, tell };
}

/** Of a plan, which names all its cells on one. */
const longestLine = 20_000;

/** What a study would run, for people or for programs. */
export function planText({ experiment, kernel }: Study, json: boolean): string {
  const trials = planTrials(experiment);
  const estimate = estimateMs(experiment, trials, passesOf(kernel, experiment));
  if (!json) return visibleLines(planSummary(experiment, trials, estimate), longestLine);
  const order = trials.map(({ cell, trial, control }) => ({ cell: cell.id, trial, control }));
  return `${JSON.stringify({ experiment, trials: order, estimateMs: estimate }, null, 2)}\n`;
}
