import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow';
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  // The caller knows whether colours may be used; Node 22 would otherwise decide by its own look at stdout.
  return color ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}
