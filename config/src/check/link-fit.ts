import type { Cell, Link, LinkForm } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';

/** From the nearest to the farthest. */
const reaches: readonly Link['reach'][] = ['process', 'machine', 'network'];

/** Why a link can't carry the bytes of a cell whose peers are so far apart; undefined if it can, or isn't known. */
export function linkProblem(
  { links }: Pick<Kernel, 'links'>,
  { transport, link }: Pick<Cell, 'transport' | 'link'>,
  forms: readonly LinkForm[],
  apart: Link['reach'],
): string | undefined {
  const known = links.get(link.use);
  if (known === undefined) return undefined;
  if (!forms.includes(known.form)) {
    const fitting = linksOf(links, forms).join(', ') || `links of the form ${forms.join(' or ')}`;
    const exclude = `exclude: [{transport: ${transport.use === 'null' ? '"null"' : transport.label}, link: ${link.label}}]`;
    return `${transport.label} doesn't run over ${link.label} (only ${fitting}); add ${exclude}`;
  }
  if (known.form === 'process' || reaches.indexOf(known.reach) >= reaches.indexOf(apart)) return undefined;
  const wanted = apart === 'network' ? 'whose peers are on two machines' : 'whose peers are two processes';
  return `link ${link.label} joins what is in one ${known.reach} only, not a trial ${wanted}; use another link for it`;
}

/** The names of the links that have one of these forms, in the order of their plugins. */
export function linksOf(links: Kernel['links'], forms: readonly LinkForm[]): readonly string[] {
  return links
    .entries()
    .filter(({ contribution: { form } }) => forms.includes(form))
    .map(({ name }) => name);
}
