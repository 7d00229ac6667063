import { join } from 'node:path';
import type { Host } from '../../contract/host.js';
import { writing } from '../../record/store/write-failure.js';
import type { Cast } from './cast.js';

/** Keeps what the peers of a trial and their plugins have printed, as `client.log`, `server.log`, `proxy-1.log` in its folder. */
export async function keepPrints({ files }: Host, directory: string, casts: readonly Cast[]): Promise<void> {
  const printed = new Map<string, string>();
  for (const { name, process } of casts.flatMap(({ peers }) => peers))
    printed.set(name, (printed.get(name) ?? '') + (process?.output.printed ?? ''));
  for (const [name, text] of printed) {
    const file = `${name}.log`;
    if (text !== '') await writing(join(directory, file), files.within(directory).write(file, text));
  }
}
