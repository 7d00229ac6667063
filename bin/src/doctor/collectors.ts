import { type Host, reasonOf } from '@wiretax/core';
import { createKernel, probeCollectors } from '@wiretax/core/run';
import type { FoundPlugin } from '@wiretax/config/plugins/found-plugin.js';
import { importPlugins } from '@wiretax/config/plugins/imported-plugin.js';
import { refuseEarlyEnd } from '../run/early-end.js';
import { type Check, ok, warn } from './check.js';

/** Whether the collectors that come with Wiretax can work here. Nothing of other plugins is imported to find out. */
export async function checkCollectors(
  host: Host,
  plugins: readonly FoundPlugin[],
): Promise<readonly Check[]> {
  const ours = plugins.filter(
    ({ origin, provides, broken }) =>
      origin === 'default' && provides.collector !== undefined && broken === undefined,
  );
  refuseEarlyEnd();
  try {
    const kernel = createKernel({ host, plugins: await importPlugins(ours), settings: {} });
    const probed = await probeCollectors(kernel, new AbortController().signal);
    return probed.map(({ name, availability }) =>
      availability.available
        ? ok(`collector ${name}`, availability.note ?? 'works here')
        : warn(`collector ${name}`, availability.missing, availability.remedy),
    );
  } catch (error) {
    return [warn('collectors', reasonOf(error), 'install wiretax again')];
  }
}
