import { visible } from '@wiretax/core';

/** A text as HTML, SVG and XML show it, and as it may stand in a quoted attribute. */
export function markupText(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}

/** JSON for a `script` element, which it can't end. */
export function jsonInMarkup(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
