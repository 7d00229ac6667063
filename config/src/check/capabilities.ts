import { type AxisValues, type Cell, formatSize } from '@wiretax/core';
import { capabilitiesOf, messageBytes } from '@wiretax/core/record';
import type { Kernel } from '@wiretax/core/run';
import type { LocatedAxes } from '../read/axes.js';
import type { ProblemList } from '../read/problem-list.js';
import { linkProblem } from './link-fit.js';
import { filesBesideClients, type SystemLimits } from './system-limits.js';

/** How to have more local ports. */
export const morePorts = 'widen net.ipv4.ip_local_port_range with sysctl';

/** Checks each cell against what its transport can do with its options, and with the files and ports that the system has. */
export function checkCapabilities(
  cells: readonly Cell[],
  kernel: Pick<Kernel, 'transports' | 'links' | 'codecs'>,
  { openFiles, localPorts }: SystemLimits,
  matrices: readonly Partial<LocatedAxes>[],
  problems: ProblemList,
): void {
  const { transports, links, codecs } = kernel;
  const said = new Set<string>();
  const linkIsSound = !problems.covers('link');
  const once = (message: string, place: () => string): void => {
    if (said.has(message) || problems.isFull) return;
    said.add(message);
    problems.add(place(), message);
  };
  const placeOf = <F extends keyof LocatedAxes>(axis: F, is: (value: AxisValues[F]) => boolean): string =>
    matrices.flatMap(({ [axis]: values = [] }) => values).find(({ value }) => is(value))?.path ?? axis;
  const bytesOf = messageSizes(codecs);
  for (const cell of cells) {
    const { transport: use, link, size, concurrency, codec } = cell;
    const transport = transports.entry(use.use);
    if (transport === undefined) continue;
    const supports = capabilitiesOf(transport, use.options);
    const misfit = linkIsSound ? linkProblem(kernel, cell, supports.forms, 'machine') : undefined;
    if (misfit !== undefined) once(misfit, () => placeOf('link', ({ label }) => label === link.label));
    const bytes = bytesOf(cell);
    if (bytes > supports.maxMessageBytes) {
      const data = Math.max(size.requestBytes, size.replyBytes);
      const takes = `${formatSize(data)} take up to ${String(bytes)} bytes as ${codec.label}`;
      const limit = `${use.label} carries messages of up to ${String(supports.maxMessageBytes)}`;
      const message = `${takes}, ${limit}; raise its limit where it has an option for it, or exclude this pair`;
      once(message, () => placeOf('size', (value) => Object.values(value).includes(data)));
    }
    if (supports.connections === 'shared') continue;
    if (links.get(link.use)?.reach === 'network' && localPorts !== undefined && concurrency > localPorts) {
      const clients = `${String(concurrency)} clients over ${use.label} need as many local ports`;
      const message = `${clients}, this system has ${String(localPorts)}; ${morePorts}, use fewer clients, or link: unix`;
      once(message, () => placeOf('concurrency', (value) => value === concurrency));
    }
    const needed = concurrency + filesBesideClients;
    if (openFiles !== undefined && needed > openFiles) {
      const clients = `${String(concurrency)} clients over ${use.label} need ${String(needed)} open files`;
      const message = `${clients}, a process may have ${String(openFiles)}; raise it with ulimit -n, or use fewer clients`;
      once(message, () => placeOf('concurrency', (value) => value === concurrency));
    }
  }
}

/** The size of a cell's messages, found once for each codec and size; 0 for a codec that there isn't. */
function messageSizes(codecs: Kernel['codecs']): (cell: Cell) => number {
  const known = new Map<string, number>();
  return ({ codec: { use }, size }) => {
    const key = `${use} ${String(size.requestBytes)} ${String(size.replyBytes)}`;
    const codec = codecs.entry(use);
    const bytes = known.get(key) ?? (codec === undefined ? 0 : messageBytes(codec, size));
    known.set(key, bytes);
    return bytes;
  };
}
