import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import { writing } from '../../record/store/write-failure.js';
import type { TrialSteps } from './steps.js';

/** Keeps what the peers of a trial and their plugins have printed, as `client.log` and `server.log` in its folder. */
export async function keepPrints(
  { files }: Host,
  directory: string,
  steps: readonly TrialSteps[],
): Promise<void> {
  for (const role of ['client', 'server'] as const) {
    const printed = steps.map((each) => each.printed(role)).join('');
    const file = `${role}.log`;
    if (printed !== '') await writing(join(directory, file), files.within(directory).write(file, printed));
  }
}
