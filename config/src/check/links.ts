import type { Axes, Experiment } from '@wiretax/core';
import { capabilitiesOf } from '@wiretax/core/record';
import type { Kernel } from '@wiretax/core/run';
import { linksOf } from './link-fit.js';

type Matrices = Pick<Experiment, 'axes' | 'include'>;
type Catalogs = Pick<Kernel, 'transports' | 'links'>;

/**
 * Where the config leaves `link` at its default, a transport that doesn't run over it gets one that it
 * does run over: null is measured in memory beside tcp over TCP. Such transports move to matrices of their own.
 */
export function placeOnLinks<T extends Matrices>(experiment: T, catalogs: Catalogs): T {
  const { axes, include } = experiment;
  const [own, ...extra] = split(axes, axes.link, catalogs);
  const extras = include.flatMap((entry) =>
    entry.link === undefined ? split({ transport: axes.transport, ...entry }, axes.link, catalogs) : [entry],
  );
  return { ...experiment, axes: { ...axes, ...own }, include: [...extra, ...extras] };
}

/** One matrix for the transports that run over these links, and one for each link that others get. */
function split(
  axes: Partial<Axes>,
  given: Axes['link'],
  { transports, links }: Catalogs,
): readonly Partial<Axes>[] {
  const groups = new Map<string, { link: Axes['link']; transport: Axes['transport'][number][] }>();
  for (const use of axes.transport ?? []) {
    const transport = transports.entry(use.use);
    const forms = transport === undefined ? undefined : capabilitiesOf(transport, use.options).forms;
    const fits = given.some((link) => {
      const form = links.get(link.use)?.form;
      return forms === undefined || form === undefined || forms.includes(form);
    });
    const [name] = fits ? [] : linksOf(links, forms ?? []);
    const link = name === undefined ? given : [{ use: name, options: {}, label: name }];
    const key = name ?? '';
    const group = groups.get(key) ?? { link, transport: [] };
    groups.set(key, group);
    group.transport.push(use);
  }
  return [...groups.values()].map((group) => ({ ...axes, ...group }));
}
