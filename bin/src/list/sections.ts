import { InputError, kinds, kindTable } from '@wiretax/core';
import { nearest } from '@wiretax/config/read/nearest.js';

const sections = [...kinds.map((kind) => kindTable[kind].plural), 'presets', 'plugins'];

/** The sections to list: all, or the one asked for, in the plural or not. */
export function selectSections(asked: string | undefined): readonly string[] {
  if (asked === undefined) return sections;
  const kind = kinds.find((name) => name === asked);
  const wanted = kind === undefined ? asked : kindTable[kind].plural;
  const found = sections.find((section) => section === wanted || section === `${wanted}s`);
  if (found !== undefined) return [found];
  const hint = nearest(asked, sections);
  throw new InputError('E_UNKNOWN_KIND', `${asked} can't be listed`, [
    {
      path: 'KIND',
      message: `is none of ${sections.join(', ')}`,
      ...(hint === undefined ? {} : { nearest: hint }),
    },
  ]);
}
