import type { Check, Host } from '@wiretax/core';
import { runReference, sayDamage, settlementText } from '@wiretax/core/record';
import { type Kernel, report, type RunOutcome } from '@wiretax/core/run';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { allowFlags } from './allow-flags.js';
import { withThresholds } from '@wiretax/thresholds';
import { programName } from '../startup/program.js';
import { checkLines } from './check-lines.js';
import { exitCodes } from './exit-codes.js';

export interface ConclusionOptions {
  readonly kernel: Kernel;
  readonly reporters: readonly string[];
  readonly signal: AbortSignal;
  readonly quiet: boolean;
}

/** Reports a finished run, or says how to go on with one that was interrupted. Resolves with the exit code. */
export async function conclude(
  host: Host,
  { results: bare, failedTrials, interrupted, warnings }: RunOutcome,
  { kernel, reporters, signal, quiet }: ConclusionOptions,
): Promise<number> {
  const results = interrupted ? bare : withThresholds(bare);
  const reference = `${runReference(results)}${allowFlags(kernel.plugins)}`;
  const program = programName();
  sayDamage(host, results);
  for (const warning of warnings) host.console.err(`warning: ${warning}\n`);
  if (interrupted) {
    const done = `${String(results.trials.length)} of ${String(results.planned)} trials are kept`;
    host.console.err(`Interrupted; ${done}. Go on with:\n  ${program} run --resume ${reference}\n`);
    return exitCodes.interrupted;
  }
  const { settlement, experiment } = results.manifest;
  if (settlement !== undefined && !quiet) host.console.err(`${settlementText(settlement, experiment)}\n`);
  const seen: { text: boolean } = { text: false };
  const print = (text: string): void => {
    seen.text = true;
    host.console.out(text);
  };
  const failures = await report({ kernel, results, reporters, signal, print, program });
  if (signal.aborted) {
    host.console.err(
      `Interrupted; all trials are kept. Make the report again with:\n  ${program} report ${reference}\n`,
    );
    return exitCodes.interrupted;
  }
  for (const failure of failures) host.console.err(`report: ${failure}\n`);
  if (failedTrials > 0) {
    host.console.err(`${String(failedTrials)} of ${String(results.planned)} trials failed.\n`);
  }
  const crossed = sayChecks(host, results.checks, quiet);
  // Whoever reads a report on this terminal has been told by it.
  if (!quiet && !(seen.text && host.console.columns > 0)) {
    const folder = displayPath(results.directory);
    host.console.err(`Results are in ${folder}; ${program} report ${reference} shows them again.\n`);
  }
  return failures.length > 0 || failedTrials > 0 || crossed ? exitCodes.failures : exitCodes.well;
}

/** What became of the checks; when quiet, only of those that were crossed. Whether any was. */
function sayChecks(host: Host, checks: readonly Check[], quiet: boolean): boolean {
  const crossed = checks.filter(({ outcome }) => outcome === 'crossed');
  for (const line of checkLines(quiet ? crossed : checks)) host.console.err(`${line}\n`);
  return crossed.length > 0;
}
