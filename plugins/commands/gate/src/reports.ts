import type { Sides } from '@wiretax/comparison';
import { kernelToReport } from '@wiretax/config/check/stored-study.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import type { Check, Host } from '@wiretax/core';
import { mergedChecks, writeChecks } from '@wiretax/core/record';
import { report } from '@wiretax/core/run';
import type { Prepared } from './prepared.js';

export interface Reporting {
  readonly head: Prepared;
  readonly sides: Sides;
  readonly check: Check;
  readonly reporters: readonly string[];
  readonly signal: AbortSignal;
  /** Takes what reporters print. */
  readonly print: (text: string) => void;
}

/** Stores the answer with head's run, and lets reporters show that run with it. Resolves with what failed. */
export async function showReports(
  host: Host,
  installation: Installation,
  { head, sides, check, reporters, signal, print }: Reporting,
): Promise<readonly string[]> {
  const results = { ...sides.b, checks: mergedChecks(sides.b.checks, [check]) };
  await writeChecks(host, results.directory, [check]);
  if (reporters.length === 0) return [];
  const sources = { installation, allowed: [] };
  const { kernel } =
    head.kind === 'live' ? head.study : await kernelToReport(results.manifest, { reporters }, sources, host);
  return report({ kernel, results, reporters, signal, print });
}
