import type { Host } from '@wiretax/core';
import { findRun, readManifest, readRun, runReference } from '@wiretax/core/record';
import { isUndecided, report } from '@wiretax/core/run';
import { withThresholds } from '@wiretax/thresholds';
import { allowFlags } from '../run/allow-flags.js';
import { nearest } from '@wiretax/config/read/nearest.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import { exitCodes } from '../run/exit-codes.js';
import { programName } from '../startup/program.js';
import { kernelToReport } from '@wiretax/config/check/stored-study.js';

export interface StoredReport {
  /** Id, path or `last`. */
  readonly run: string;
  readonly out: string;
  /** Those of the run when left out. */
  readonly reporters: readonly string[] | undefined;
  /** Every row and finding in place of the summary. */
  readonly full: boolean;
  /** Of those that run on request; beside those of the run. */
  readonly analyses: readonly string[] | undefined;
  /** Plugins that may be imported although they are not installed. */
  readonly allowed: readonly string[];
}

/** Makes the reports of a stored run again, complete or not. Resolves with the exit code. */
export async function reportStored(
  host: Host,
  installation: Installation,
  { run, out, reporters, full, analyses = [], allowed }: StoredReport,
): Promise<number> {
  const directory = await findRun(host, run, out, { nearest });
  const manifest = await readManifest(host, directory);
  const sources = { installation, allowed };
  const asked = { reporters, full, analyses };
  const { kernel, plugins, notes, ...reporting } = await kernelToReport(manifest, asked, sources, host);
  for (const note of notes) host.console.err(`warning: ${note}\n`);
  const results = withThresholds(await readRun(host, directory));
  const { signal } = new AbortController();
  const failures = await report({ kernel, results, ...reporting, signal, program: programName() });
  for (const failure of failures) host.console.err(`report: ${failure}\n`);
  if (results.trials.length < results.planned || isUndecided(results.manifest)) {
    const resume = `${programName()} run --resume ${runReference(results)}${allowFlags(plugins)}`;
    const done = `${String(results.trials.length)} of ${String(results.planned)} trials`;
    host.console.err(`This run is not complete: ${done}. Go on with:\n  ${resume}\n`);
  }
  return failures.length > 0 ? exitCodes.failures : exitCodes.well;
}
