import { type Cell, formatSize, type Transport } from '@wiretax/core';
import type { PlainObject } from '../config/plain-object.js';
import { ProblemList } from '../config/problem-list.js';
import { readSize } from '../config/quantities.js';
import { placeOf } from './place.js';

interface Transports {
  get(name: string): Transport | undefined;
}

/** Files that a peer needs besides one connection a client. */
const filesBesideClients = 64;

/** Checks each cell against what its transport can do and how many files a process may open. */
export function checkCapabilities(
  cells: readonly Cell[],
  transports: Transports,
  openFiles: number | undefined,
  config: PlainObject,
  problems: ProblemList,
): void {
  const said = new Set<string>();
  const linkIsSound = !problems.covers('link');
  const once = (message: string, place: () => string): void => {
    if (said.has(message) || problems.isFull) return;
    said.add(message);
    problems.add(place(), message);
  };
  for (const { transport: use, link, size, concurrency } of cells) {
    const supports = transports.get(use.use)?.supports;
    if (supports === undefined) continue;
    if (linkIsSound && !supports.links.includes(link)) {
      const exclude = `exclude: [{transport: ${use.use === 'null' ? '"null"' : use.label}, link: ${link}}]`;
      const message = `${use.label} doesn't run over ${link} (only ${supports.links.join(', ')}); add ${exclude}`;
      once(message, () => placeOf(config, 'link', (item) => item === link));
    }
    const bytes = Math.max(size.requestBytes, size.replyBytes);
    if (bytes > supports.maxMessageBytes) {
      const most = formatSize(supports.maxMessageBytes);
      const message = `${use.label} carries messages of up to ${most}, not ${formatSize(bytes)}; exclude this pair`;
      once(message, () => placeOf(config, 'size', (item) => isSize(item, bytes)));
    }
    const needed = concurrency + filesBesideClients;
    if (supports.connections === 'per-client' && openFiles !== undefined && needed > openFiles) {
      const clients = `${String(concurrency)} clients over ${use.label} need ${String(needed)} open files`;
      const message = `${clients}, a process may have ${String(openFiles)}; raise it with ulimit -n, or use fewer clients`;
      once(message, () => placeOf(config, 'concurrency', (item) => item === concurrency));
    }
  }
}

function isSize(item: unknown, bytes: number): boolean {
  const size = readSize(item, '', new ProblemList());
  return size?.requestBytes === bytes || size?.replyBytes === bytes;
}
