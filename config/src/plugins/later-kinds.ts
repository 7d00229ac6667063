import { type Kind, kinds, type KindRow, kindTable, type Manifest } from '@wiretax/core';
import type { FoundPlugin } from './found-plugin.js';

type Used = Manifest['plugins'];

/** The plugins of a stored run with those of ours that bring what came from no plugin when it was stored: links, topologies. */
export function withLaterKinds(used: Used, installed: readonly FoundPlugin[]): Used {
  const missing = kinds.filter((kind) => isLater(kind) && !isAmong(used, kind, installed));
  const ours = installed.filter(
    ({ origin, provides }) => origin === 'default' && missing.some((kind) => provides[kind] !== undefined),
  );
  return [...used, ...ours.map(({ name, version, entry }) => ({ name, version, entry, dependencies: {} }))];
}

function isLater(kind: Kind): boolean {
  const row: KindRow = kindTable[kind];
  return row.later === true;
}

function isAmong(used: Used, kind: Kind, installed: readonly FoundPlugin[]): boolean {
  const providing = installed.filter(({ provides }) => provides[kind] !== undefined);
  return used.some(
    ({ name, kinds: told }) =>
      told?.includes(kind) === true || providing.some((plugin) => plugin.name === name),
  );
}
