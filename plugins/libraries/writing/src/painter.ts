import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
export type Paint = (style: Style, text: string) => string;

/** Paints where colours may be used, which the caller knows; else it gives texts back as they are. */
export function painter(color: boolean): Paint {
  // Node 22 would otherwise decide by its own look at stdout.
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
