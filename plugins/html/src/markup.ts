/** HTML that may stand in the page as it is. Made by `html` alone, so that no string gets there unescaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | null | readonly Content[];

/** A template whose values are escaped unless they are markup; right for text and for quoted attributes. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + written(values[index] ?? null)).join(''));
}

/** What comes from our own code and is HTML already: charts, styles, scripts. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

export const nothing = trusted('');

function written(value: Content): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}

function escaped(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}

/** Without control characters and direction marks; line ends count as spaces. */
export function visible(text: string): string {
  return text.replace(/[\t\r\n\u2028\u2029]/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu, '');
}

/** JSON for a `script` element: no tag, no comment and no control character in it. */
export function jsonMarkup(value: unknown): Markup {
  const text = JSON.stringify(value).replace(
    /[<>&\u007f-\u009f\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return trusted(text);
}
