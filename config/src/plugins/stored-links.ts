import type { Manifest } from '@wiretax/core';
import type { FoundPlugin } from './found-plugin.js';

type Used = Manifest['plugins'];

/** The plugins of a stored run with those that bring our links, where it is of before links came from plugins. */
export function withLinks(used: Used, installed: readonly FoundPlugin[]): Used {
  const withLink = installed.filter(({ provides }) => provides.link !== undefined);
  const hasLinks = used.some(
    ({ name, kinds }) => kinds?.includes('link') === true || withLink.some((plugin) => plugin.name === name),
  );
  if (hasLinks) return used;
  const ours = withLink.filter(({ origin }) => origin === 'default');
  return [...used, ...ours.map(({ name, version, entry }) => ({ name, version, entry, dependencies: {} }))];
}
