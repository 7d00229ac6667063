import { randomBytes } from 'node:crypto';
import { changesBetween } from '../../record/conditions/sessions.js';
import type { Experiment } from '../../contract/experiment.js';
import { type Manifest, SCHEMA } from '../../contract/manifest.js';
import { InputError } from '../../kernel/errors.js';
import { kindsOf } from '../../kernel/code-packages.js';
import { deepFreeze } from '../../kernel/freeze.js';
import { createRun, readManifest, reopenRun, writeManifest } from '../../record/store/store.js';
import { execute } from './execution.js';
import type { RunOutcome, Session, SessionRequest } from './session.js';
import { survey } from './survey.js';

function sessionOf(request: SessionRequest): Session {
  const { signal = new AbortController().signal, observer = {} } = request;
  return { ...request, signal, observer };
}

export interface RunRequest extends SessionRequest {
  readonly experiment: Experiment;
  /** The output folder; the run gets one of its own below `runs`. */
  readonly out: string;
  /** Version of Wiretax, for the manifest. */
  readonly wiretax: string;
  /** The command line, for the manifest; empty for a program that has none. */
  readonly command?: readonly string[];
  /** Name of the run's folder; made from the time and the experiment's name when left out. */
  readonly id?: string;
  readonly against?: NonNullable<Manifest['against']>;
}

export interface ResumeRequest extends SessionRequest {
  /** The run's folder. */
  readonly directory: string;
  /** Whether to go on although the machine, or what peers inherit, is not what it was; launches then tell their session. */
  readonly allowChangedMachine?: boolean;
}

/** Runs an experiment from its first trial. Every finished trial is on disk before the next one starts. */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const session = sessionOf(request);
  const { kernel, wiretax, command = [] } = request;
  const { host } = kernel;
  const experiment = deepFreeze(request.experiment);
  const { machine, conditions } = await survey(host, experiment, 1, session.signal);
  const now = host.clock.wall();
  const manifest: Manifest = {
    schema: SCHEMA,
    id: request.id ?? runId(now, experiment.name),
    wiretax,
    startedAt: now.toISOString(),
    resumedAt: [],
    experiment,
    plugins: kernel.plugins.map(({ plugin: { name }, version, entry, dependencies }) => ({
      name,
      version,
      entry,
      dependencies,
      kinds: kindsOf(kernel, name),
    })),
    machine,
    conditions: [conditions],
    command,
    ...(request.against === undefined ? {} : { against: request.against }),
  };
  const store = await createRun(host, request.out, manifest);
  return execute(session, manifest, store, []);
}

/**
 * Runs what is missing of a run, in the order that its seed fixed. Refuses, before anything is changed, to do so on another
 * machine or with other settings than the run began with, unless that is allowed.
 */
export async function resume(request: ResumeRequest): Promise<RunOutcome> {
  const { host } = request.kernel;
  const stored = await readManifest(host, request.directory);
  const count = stored.resumedAt.length + 2;
  const session = sessionOf(request);
  const { machine, conditions } = await survey(host, stored.experiment, count, session.signal);
  const manifest = deepFreeze<Manifest>({
    ...stored,
    resumedAt: [...stored.resumedAt, host.clock.wall().toISOString()],
    conditions: [...(stored.conditions ?? []), { ...conditions, machine }],
  });
  if (request.allowChangedMachine !== true) refuseChanges(manifest, count);
  const { store, finished } = await reopenRun(host, request.directory, stored.experiment);
  let changed: boolean;
  try {
    // Somebody else may have gone on with it before it was locked.
    const since = await readManifest(host, request.directory);
    changed = JSON.stringify(since) !== JSON.stringify(stored);
    if (!changed) await writeManifest(host, request.directory, manifest);
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
  if (changed) {
    await store.close();
    return resume(request);
  }
  return execute(session, manifest, store, finished);
}

function refuseChanges(manifest: Manifest, session: number): void {
  const changes = changesBetween(manifest, 1, session);
  if (changes.length === 0) return;
  throw new InputError(
    'E_MACHINE_CHANGED',
    `${manifest.id} was begun on something else than this; put back what changed, or add --allow-changed-machine, which tells launches from now on apart`,
    changes.map((change) => ({ path: change.name, message: `${change.is} now, was ${change.was}` })),
  );
}

/** `20261121-013000-quick-1a2b3c4d`: sorts by time, tells what it was, and two started together differ, wherever they are. */
export function runId(now: Date, name: string, unlike = randomBytes(4).toString('hex')): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const stamp = `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
  const word = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40);
  return `${stamp}-${word === '' ? 'run' : word}-${unlike}`;
}
