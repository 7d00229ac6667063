import type { Host } from '@wiretax/core';
import { runReference, sayDamage, settlementText } from '@wiretax/core/record';
import { type Kernel, report, type RunOutcome } from '@wiretax/core/run';
import { displayPath } from '@wiretax/config/read/display-path.js';
import { fullReporter, pageReporter, shortReporter } from '@wiretax/config/read/reporters.js';
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
  /** No page is left behind, whatever the experiment says. */
  readonly noPage?: boolean;
}

/** Reports a finished run, or says how to go on with one that was interrupted. Resolves with the exit code. */
export async function conclude(
  host: Host,
  { results: bare, failedTrials, interrupted, warnings }: RunOutcome,
  { kernel, reporters, signal, quiet, noPage = false }: ConclusionOptions,
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
  const leavesPage = experiment.page !== false && !noPage && reporters.length > 0;
  const { asked, beside } = leavesPage
    ? withPage(reporters, kernel.reporters.get(pageReporter) !== undefined)
    : { asked: reporters.filter((name) => name !== pageReporter), beside: [] };
  const seen: { text: boolean; page: string } = { text: false, page: '' };
  const print = (text: string, reporter?: string): void => {
    if (reporter !== undefined && beside.includes(reporter)) {
      seen.page += text;
      return;
    }
    seen.text = true;
    host.console.out(text);
  };
  const failures = await report({ kernel, results, reporters: asked, signal, print, program });
  if (signal.aborted) {
    host.console.err(
      `Interrupted; all trials are kept. Make the report again with:\n  ${program} report ${reference}\n`,
    );
    return exitCodes.interrupted;
  }
  for (const failure of failures) host.console.err(`report: ${failure}\n`);
  // Whoever reads a report on this terminal has been told by it.
  const told = seen.text && host.console.columns > 0;
  const toldAll = told && [shortReporter, fullReporter].some((name) => reporters.includes(name));
  if (failedTrials > 0 && !toldAll) {
    host.console.err(`${String(failedTrials)} of ${String(results.planned)} trials failed.\n`);
  }
  const crossed = results.checks.filter(({ outcome }) => outcome === 'crossed');
  const untold = toldAll ? [] : quiet ? crossed : results.checks;
  for (const line of checkLines(untold)) host.console.err(`${line}\n`);
  if (!quiet && !told) {
    const folder = displayPath(results.directory);
    host.console.err(`Results are in ${folder}; ${program} report ${reference} shows them again.\n`);
  }
  if (!quiet) host.console.err(seen.page);
  return failures.length > 0 || failedTrials > 0 || crossed.length > 0 ? exitCodes.failures : exitCodes.well;
}

/** The reporters, with the one that writes the page last if they lack it: then what it prints is none of what was asked for. */
function withPage(
  reporters: readonly string[],
  isThere: boolean,
): { readonly asked: readonly string[]; readonly beside: readonly string[] } {
  if (!isThere || reporters.includes(pageReporter)) return { asked: reporters, beside: [] };
  return { asked: [...reporters, pageReporter], beside: [pageReporter] };
}
