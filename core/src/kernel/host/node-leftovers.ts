import { closeSync, constants, existsSync, lstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fateOf, isRunning } from './node-identity.js';
import { markedProcesses } from './node-marks.js';
import { killProcess } from './node-processes.js';
import { abandonedFolders, removeAll, removeBase } from './node-temporary.js';

/** What a run has left that was killed with all that looks after it. */
export interface Leftover {
  /** Such as `process 17 (perf stat …)`. */
  readonly what: string;
  /** As far as it can be done; never throws. */
  remove(): void;
}

/** Where V8 puts what it tells perf, whatever TMPDIR says. */
const mapFolder = '/tmp';
const mapName = /^(?:perf-(\d+)\.map|wiretax-v8-(\d+)\.log)$/;
/** What is in the map of a peer and in no other's. */
const peerEntry = 'core/dist/trial/peer/main.js';
/** A map that was written to so lately may be that of a process which another container numbers so. */
const restMs = 60_000;
const beginningBytes = 1024 ** 2;

/**
 * What is provably of a coordinator that has ended; what another container's has left is
 * its own to remove.
 */
export function leftovers(): readonly Leftover[] {
  const isGone = (coordinator: string): boolean => fateOf(coordinator) === 'ended';
  const folders = [...new Set([tmpdir(), mapFolder])].flatMap((parent) => abandonedFolders(parent, isGone));
  return [
    ...markedProcesses()
      .filter(({ coordinator }) => isGone(coordinator))
      .map(({ pid, command }) => ({
        what: `process ${String(pid)} (${command.slice(0, 80)})`,
        remove: () => {
          killProcess(pid);
        },
      })),
    ...folders.map((folder) => ({
      what: folder,
      remove: () => {
        removeBase(folder);
      },
    })),
    ...mapsOf((_, path) => isOfPeer(path)),
  ];
}

/** What V8 has left of these processes. */
export function mapsOfEnded(pids: ReadonlySet<number>): readonly Leftover[] {
  return mapsOf((pid) => pids.has(pid));
}

function mapsOf(isOurs: (pid: number, path: string) => boolean): readonly Leftover[] {
  return (existsSync(mapFolder) ? readdirSync(mapFolder) : []).flatMap((name) => {
    const [, map, log] = mapName.exec(name) ?? [];
    const pid = Number(map ?? log);
    const path = `${mapFolder}/${name}`;
    if (Number.isNaN(pid) || isRunning(pid) || !isPlainAndMine(path) || !isOurs(pid, path)) return [];
    const remove = (): void => {
      removeAll(path);
    };
    return [{ what: path, remove }];
  });
}

function isPlainAndMine(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.uid === process.getuid?.();
}

/** By its beginning, which has what is compiled first. */
function isOfPeer(path: string): boolean {
  try {
    if (Date.now() - lstatSync(path).mtimeMs < restMs) return false;
    const beginning = Buffer.alloc(beginningBytes);
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    const length = readSync(file, beginning);
    closeSync(file);
    return beginning.subarray(0, length).includes(peerEntry);
  } catch {
    return false;
  }
}
