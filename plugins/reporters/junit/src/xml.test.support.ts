export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

/** The root of a well-formed XML document of elements, attributes and numeric references; an error that says where it is none. */
export function parseXml(text: string): Element {
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(text);
    if (found !== null) at = sticky.lastIndex;
    return found;
  };
  const fail = (what: string): never => {
    throw new Error(`${what} at ${String(at)}: ${JSON.stringify(text.slice(at, at + 60))}`);
  };
  const element = (): Element => {
    const name = take(/<([\w-]+)/)?.[1] ?? fail('no element');
    const attributes: Record<string, string> = {};
    for (let found = take(/ ([\w-]+)="([^"<]*)"/); found !== null; found = take(/ ([\w-]+)="([^"<]*)"/))
      attributes[found[1] ?? ''] = decoded(found[2] ?? '');
    if (take(/\/>/)) return { name, attributes, children: [], text: '' };
    if (!take(/>/)) fail('no end of a tag');
    const children: Element[] = [];
    let inner = '';
    for (;;) {
      inner += decoded(take(/[^<]+/)?.[0] ?? '');
      if (take(new RegExp(`</${name}>`))) return { name, attributes, children, text: inner };
      children.push(element());
    }
  };
  take(/<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
  const root = element();
  take(/\n/);
  if (at !== text.length) fail('more than one root');
  return root;
}

function decoded(text: string): string {
  if (/&(?!#\d+;)|\]\]>/.test(text)) throw new Error(`not escaped: ${text}`);
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
