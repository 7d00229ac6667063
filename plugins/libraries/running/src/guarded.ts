import type { Host } from '@wiretax/core';
import { leftovers, startWarden } from '@wiretax/core/run';

/**
 * Does the work of a run such that nothing stays behind, however this process ends. What runs that were killed together with
 * their wardens have left is removed before, and said.
 */
export async function guarded<T>(host: Host, quiet: boolean, work: () => Promise<T>): Promise<T> {
  for (const left of leftovers()) {
    left.remove();
    if (!quiet) host.console.err(`Removed what a run that was killed has left: ${left.what}\n`);
  }
  const warden = startWarden((reason) => {
    host.console.err(
      `warning: nobody looks after what is left if this run is killed: ${reason}; wiretax doctor --clean does\n`,
    );
  });
  try {
    return await work();
  } finally {
    await warden.end();
  }
}
