import { fileURLToPath } from 'node:url';
import type { Phase } from '../contract/phase.js';
import { codeOf, PluginError, reasonOf, WiretaxError } from './errors.js';

/** A plugin whose code may be on a stack. */
export interface Suspect {
  readonly name: string;
  readonly version: string;
  /** URL of its entry module. */
  readonly entry: string;
}

const core = new URL('..', import.meta.url).href;

/** Whose code threw, as far as the stack tells: that of the innermost frame which lies in a plugin. */
export function suspectOf<T extends Pick<Suspect, 'entry'>>(
  thrown: unknown,
  plugins: readonly T[],
): T | undefined {
  return thrown instanceof Error ? suspectIn(thrown.stack ?? '', plugins) : undefined;
}

/** Whose code is innermost on a stack, of those plugins. */
export function suspectIn<T extends Pick<Suspect, 'entry'>>(
  stack: string,
  plugins: readonly T[],
): T | undefined {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  for (const frame of frames.filter((line) => !line.includes(core))) {
    const [nearest] = plugins
      .filter(({ entry }) => isFrameOf(frame, entry))
      .sort((a, b) => closeness(frame, b.entry) - closeness(frame, a.entry));
    if (nearest !== undefined) return nearest;
  }
  return undefined;
}

/** In its entry, or below the entry's folder, but for what is installed there; a folder that core is below says nothing. */
function isFrameOf(frame: string, entry: string): boolean {
  return placesOf(entry).some((place) => {
    const folder = place.slice(0, place.lastIndexOf('/') + 1);
    if (folder === '' || core.includes(folder)) return frame.includes(place);
    const [, below] = frame.split(folder);
    return below !== undefined && !below.includes('node_modules/');
  });
}

function closeness(frame: string, entry: string): number {
  return placesOf(entry).some((place) => frame.includes(place))
    ? Number.POSITIVE_INFINITY
    : entry.lastIndexOf('/');
}

/** CommonJS modules have paths on the stack, others URLs. */
function placesOf(entry: string): readonly string[] {
  return entry.startsWith('file:') ? [entry, fileURLToPath(entry)] : [entry];
}

/**
 * What failed in a phase, laid to the plugin whose code threw: not to a tap, or to the kernel, that ran into what another
 * plugin has put in the place of a function of the platform.
 */
export function laidToCulprit(
  thrown: unknown,
  plugins: readonly Suspect[],
  phase: Phase,
  cell: string | undefined,
): unknown {
  const cause = thrown instanceof PluginError ? thrown.cause : thrown;
  const culprit = suspectOf(cause, plugins);
  const accused = thrown instanceof PluginError ? thrown.subject : undefined;
  if (culprit === undefined || culprit.name === accused?.owner.name) return thrown;
  const caller =
    accused === undefined ? 'wiretax' : `${accused.kind} ${accused.name} of ${accused.owner.name}`;
  const reason = new WiretaxError(codeOf(cause) ?? 'E_PLUGIN', `${reasonOf(cause)} (called by ${caller})`, {
    cause,
  });
  return new PluginError({ kind: 'code of plugin', name: culprit.name, owner: culprit, phase, cell }, reason);
}
