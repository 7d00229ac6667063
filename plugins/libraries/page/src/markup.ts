import { markupText } from '@wiretax/writing';

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
  return new Markup(
    squeezed(parts)
      .map((part, index) => part + written(values[index] ?? null))
      .join(''),
  );
}

/** Without the indentation of templates; kept by the template, as rows are made of the same few. */
function squeezed(parts: TemplateStringsArray): readonly string[] {
  const known = templates.get(parts);
  if (known !== undefined) return known;
  const made = parts.map((part) => part.replace(/\s*\n\s*/g, '\n'));
  templates.set(parts, made);
  return made;
}

const templates = new WeakMap<TemplateStringsArray, readonly string[]>();

/** What comes from our own code and is HTML already: charts, styles, scripts. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

export const nothing = trusted('');

/** For `pre`. */
export const lineEnd = trusted('\n');

/** A script or a style sheet of ours, to the letter: a policy knows its hash. */
export function embedded(element: string, text: string): Markup {
  const [name = ''] = element.split(' ');
  return trusted(`<${element}>${text}</${name}>`);
}

function written(value: Content): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(written).join('');
  return markupText(String(value));
}
