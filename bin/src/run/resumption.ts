import { type Host, InputError } from '@wiretax/core';
import { findRun, readManifest } from '@wiretax/core/record';
import { resume } from '@wiretax/core/run';
import { nearest } from '@wiretax/config/read/nearest.js';
import { readFlags, type RunFlags } from '@wiretax/config/read/overrides.js';
import type { Installation } from '@wiretax/config/plugins/installed-plugins.js';
import { checkStoredNodeFlags } from '@wiretax/config/check/stored-node-flags.js';
import { kernelToReport, kernelToResume } from '@wiretax/config/check/stored-study.js';
import { conclude } from './conclusion.js';
import { awaitInterruption } from './interruption.js';
import { progressOn } from './progress.js';
import { enoughOf } from './sufficiency.js';

export interface ResumeOptions {
  /** Id, path or `last`. */
  readonly run: string;
  readonly argument: string | undefined;
  readonly flags: RunFlags;
  readonly dryRun: boolean;
  readonly noConfig: boolean;
  readonly out: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly full: boolean;
  /** The study that `--against` names, which has no place here. */
  readonly against: string | undefined;
  readonly allowChangedMachine: boolean;
  /** Plugins that may be imported although they are not installed. */
  readonly allowPlugins: readonly string[];
  /** Whether the run may choose any flags of Node.js. */
  readonly allowNodeFlags: boolean;
}

/** Runs what is missing of an interrupted run. Resolves with the exit code. */
export async function resumeRun(
  host: Host,
  installation: Installation,
  options: ResumeOptions,
): Promise<number> {
  refuseChanges(options);
  const directory = await findRun(host, options.run, options.out, { path: '--resume', nearest });
  const manifest = await readManifest(host, directory);
  if (!options.allowNodeFlags) checkStoredNodeFlags(manifest);
  const sources = { installation, allowed: options.allowPlugins };
  const { kernel, changes } = await kernelToResume(manifest, sources, host);
  const { against } = manifest;
  if (against !== undefined) {
    const alone = `its launches from now on are not interleaved with ${against.run}, so drift may lie between them`;
    host.console.err(`warning: ${alone}\n`);
  }
  for (const change of changes) host.console.err(`warning: ${change}\n`);
  const { quiet, json, full, flags, allowChangedMachine } = options;
  const { reporters } = readFlags({ reporter: json ? ['json'] : flags.reporter }).config;
  const asked = { reporters: reporters as readonly string[] | undefined, full };
  const reporting = await kernelToReport(manifest, asked, sources, host);
  const progress = progressOn(host, quiet, manifest.experiment);
  const interruption = awaitInterruption(progress.say, kernel.plugins);
  const { signal } = interruption;
  try {
    const enough = enoughOf(manifest.experiment);
    const { observer } = progress;
    const outcome = await resume({ kernel, directory, signal, observer, enough, allowChangedMachine });
    progress.end();
    const noPage = flags.page !== undefined;
    const conclusion = { kernel: reporting.kernel, reporters: reporting.reporters, signal, quiet, noPage };
    return interruption.exitCode(await conclude(host, outcome, conclusion));
  } finally {
    progress.end();
    interruption.end();
  }
}

/** A resumed run keeps the plan that it was started with. */
function refuseChanges({ argument, flags, dryRun, noConfig, against }: ResumeOptions): void {
  const given = [
    ...(argument === undefined ? [] : [argument]),
    ...Object.entries(flags).flatMap(([flag, value]) =>
      value === undefined || flag === 'reporter' || flag === 'page' ? [] : [`--${flag}`],
    ),
    ...(dryRun ? ['--dry-run'] : []),
    ...(noConfig ? ['--no-config'] : []),
    ...(against === undefined ? [] : ['--against']),
  ];
  if (given.length === 0) return;
  throw new InputError(
    'E_RESUME',
    'a resumed run keeps its plan',
    given.map((path) => ({ path, message: 'leave it out, or start a new run' })),
  );
}
