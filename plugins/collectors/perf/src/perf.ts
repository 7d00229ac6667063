import type { Host } from '@wiretax/core';
import { readRights, type Rights } from './rights.js';

/** What is missing, and how to get it. */
export interface Missing {
  readonly missing: string;
  readonly remedy: string;
}

export interface Perf {
  /** As perf says it: `6.1.187`. */
  readonly version: string;
  readonly major: number;
  readonly minor: number;
  readonly rights: Rights;
}

/** The oldest perf that can be told when to count: `--control` and `-D -1`. */
const oldest = { major: 5, minor: 9 };

const orWithout = 'or leave it out with --collect none';

/** The perf of this machine, if it can watch another process of this user, or why it can't. */
export async function findPerf(host: Host): Promise<Perf | Missing> {
  if (host.platform !== 'linux') {
    return { missing: 'perf runs on Linux only', remedy: `run on Linux, ${orWithout}` };
  }
  const said = await perfVersion(host);
  if (typeof said !== 'string') return said;
  const [, version = said, major, minor] = /^perf version ((\d+)\.(\d+)\S*)/m.exec(said) ?? [];
  const perf = { version, major: Number(major), minor: Number(minor), rights: await readRights(host) };
  if (!isAtLeast(perf, oldest.major, oldest.minor)) {
    return {
      missing: `perf ${version} is too old: it has no --control (5.9 or later has)`,
      remedy: `install the linux-perf of a newer release, ${orWithout}`,
    };
  }
  return mayAttach(perf.rights) ?? perf;
}

export function isMissing(found: object): found is Missing {
  return 'missing' in found;
}

/** For errors of `attach` where `probe` says that something is missing. */
export function missingError({ missing, remedy }: Missing): Error {
  return new Error(`${missing}; ${remedy}`);
}

export function isAtLeast(
  { major, minor }: Pick<Perf, 'major' | 'minor'>,
  wanted: number,
  than = 0,
): boolean {
  return major > wanted || (major === wanted && minor >= than);
}

async function perfVersion(host: Host): Promise<string | Missing> {
  try {
    const { stdout, stderr } = await host.run('perf', ['--version'], {
      timeoutMs: 10_000,
      env: { LC_ALL: 'C' },
    });
    if (/^perf version \d+\.\d+/m.test(stdout)) return stdout;
    // Ubuntu's perf is a script that looks for the one of the running kernel.
    if (stderr.includes('perf not found for kernel')) {
      return {
        missing: 'perf is not installed for the running kernel',
        remedy: `apt-get install linux-tools-$(uname -r), ${orWithout}`,
      };
    }
    return {
      missing: `perf --version says no version, but: ${(stdout + stderr).trim().slice(0, 200)}`,
      remedy: `install linux-perf anew, ${orWithout}`,
    };
  } catch {
    return { missing: 'perf is not installed', remedy: `apt-get install linux-perf, ${orWithout}` };
  }
}

function mayAttach({ privileged, paranoid }: Rights): Missing | undefined {
  if (paranoid === undefined) {
    return {
      missing: 'this kernel gives no perf events: there is no /proc/sys/kernel/perf_event_paranoid',
      remedy: `use a kernel with CONFIG_PERF_EVENTS, ${orWithout}`,
    };
  }
  if (privileged || paranoid <= 2) return undefined;
  return {
    missing: `perf may not attach to other processes: kernel.perf_event_paranoid is ${String(paranoid)}`,
    remedy: `sysctl -w kernel.perf_event_paranoid=1, or run as root, ${orWithout}`,
  };
}
