/**
 * How V8 ran a function, from the mark that its perf map puts before the name: `*` Turbofan, `+` Maglev,
 * `^` Sparkplug, `~` Ignition.
 */
export type Tier = 'optimised' | 'mid-tier' | 'baseline' | 'interpreted';

const tiers: Readonly<Record<string, Tier>> = {
  '*': 'optimised',
  '+': 'mid-tier',
  '^': 'baseline',
  '~': 'interpreted',
};

/** Makes `file:line:column` short. */
export type Shorten = (location: string) => string;

export interface JavaScriptFrame {
  /** `addRequest node:_http_agent:230`. */
  readonly name: string;
  readonly tier: Tier;
}

const functionTag =
  /^(?:JS|LazyCompile|Function|Eval|Script|Callback|Wasm|InterpretedFunction|BaselineFunction):([*+^~]?)/;

/** What V8's perf map calls a JavaScript function, with its file made short; undefined for other symbols. */
export function javaScriptFrame(
  symbol: string,
  shorten: Shorten = shortLocation,
): JavaScriptFrame | undefined {
  const tag = functionTag.exec(symbol);
  if (tag === null) return undefined;
  const { name, file } = splitLocation(symbol.slice(tag[0].length).trim());
  const place = file === '' ? '' : ` ${shorten(file)}`;
  return { name: `${name === '' ? '(anonymous)' : name}${place}`, tier: tiers[tag[1] ?? ''] ?? 'optimised' };
}

/** `fn /a folder/file.js:12:3`: both parts may have spaces, but a file begins like one. */
function splitLocation(text: string): { readonly name: string; readonly file: string } {
  const start = text.search(/(?:^| )(?:node:|file:|\/|[A-Za-z]:\\|evalmachine\.|wasm:|\[eval)/);
  if (start >= 0) return { name: text.slice(0, start), file: text.slice(start).trim() };
  const space = text.lastIndexOf(' ');
  const last = text.slice(space + 1);
  return /:\d+(?::\d+)?$/.test(last)
    ? { name: text.slice(0, Math.max(space, 0)), file: last }
    : { name: text, file: '' };
}

/**
 * Node's own modules whole; of packages what follows the last node_modules; of other files what begins two
 * folders above `dist`, or else the last four parts. The line is kept, the column is not.
 */
export function shortLocation(location: string): string {
  const { path, line } = splitLine(location);
  if (path.startsWith('node:')) return path + line;
  const parts = path
    .replace(/^file:\/\//, '')
    .split(/[/\\]+/)
    .filter((part) => part !== '');
  return parts.slice(firstKept(parts)).join('/') + line;
}

/** `file:12:3` as `file` and `:12`. */
export function splitLine(location: string): { readonly path: string; readonly line: string } {
  const [, path = location, line = ''] = /^(.*?)(:\d+)?(?::\d+)?$/s.exec(location) ?? [];
  return { path, line };
}

function firstKept(parts: readonly string[]): number {
  const packages = parts.lastIndexOf('node_modules');
  if (packages >= 0) return packages + 1;
  const built = parts.lastIndexOf('dist');
  return Math.max(built >= 0 ? built - 2 : parts.length - 4, 0);
}
