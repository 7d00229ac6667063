import type { Axes, Experiment, Link } from '@wiretax/core';
import { capabilitiesOf } from '@wiretax/core/record';
import type { Kernel } from '@wiretax/core/run';

type Matrices = Pick<Experiment, 'axes' | 'include'>;

/**
 * Where the config leaves `link` at its default, a transport that doesn't run over it gets one that it
 * does run over: null is measured in memory beside tcp over TCP. Such transports move to matrices of their own.
 */
export function placeOnLinks<T extends Matrices>(experiment: T, transports: Kernel['transports']): T {
  const { axes, include } = experiment;
  const [own, ...extra] = split(axes, axes.link, transports);
  const extras = include.flatMap((entry) =>
    entry.link === undefined
      ? split({ transport: axes.transport, ...entry }, axes.link, transports)
      : [entry],
  );
  return { ...experiment, axes: { ...axes, ...own }, include: [...extra, ...extras] };
}

/** One matrix for the transports that run over these links, and one for each first link of the others. */
function split(
  axes: Partial<Axes>,
  links: readonly Link[],
  transports: Kernel['transports'],
): readonly Partial<Axes>[] {
  const groups = new Map<string, { link: readonly Link[]; transport: Axes['transport'][number][] }>();
  for (const use of axes.transport ?? []) {
    const transport = transports.entry(use.use);
    const supported = transport === undefined ? links : capabilitiesOf(transport, use.options).links;
    const fits = links.some((link) => supported.includes(link));
    const link = fits ? links : supported.slice(0, 1);
    const group = groups.get(link.join()) ?? { link, transport: [] };
    groups.set(link.join(), group);
    group.transport.push(use);
  }
  return [...groups.values()].map((group) => ({ ...axes, ...group }));
}
