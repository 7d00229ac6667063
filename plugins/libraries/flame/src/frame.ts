import { javaScriptFrame, type Shorten, type Tier } from './javascript-frame.js';

/** A frame as it stands in folded stacks: kernel functions end in `_[k]`, JavaScript ones in `_[j]`. */
export interface Frame {
  readonly name: string;
  /** Of JavaScript functions. */
  readonly tier?: Tier;
}

export const unknownFrame = '[unknown]';
/** Compiled JavaScript that no symbol names. */
export const unknownJavaScript = `${unknownFrame}_[j]`;
/** Functions of a kernel that hides their names. */
export const hiddenKernel = '[kernel]_[k]';

const longest = 200;
const kernelObject = /^\[(?!unknown\]|vdso\]|vsyscall\]|heap\]|stack\]|anon)/;
const compiledCode = /^(?:\/tmp\/perf-\d+\.map|\/\/anon|\[anon.*|anon_inode:.*|\/memfd:.*|\/dev\/zero.*)$/;

/** The frame of a line of perf script: `symbol (object)`, and whether its address is one of the kernel. */
export function frameOf(text: string, kernelAddress: boolean, shorten?: Shorten): Frame {
  const { symbol, object } = splitObject(text);
  if (kernelAddress || kernelObject.test(object) || object.endsWith('.ko')) {
    return { name: isUnknown(symbol) ? hiddenKernel : `${plain(symbol)}_[k]` };
  }
  const compiled = compiledCode.test(object);
  if (isUnknown(symbol)) return { name: compiled ? unknownJavaScript : unknownFrame };
  const script = javaScriptFrame(symbol, shorten);
  if (script !== undefined) return { name: `${plain(script.name)}_[j]`, tier: script.tier };
  return { name: nativeName(symbol) };
}

/** `RegExp:` and copies of builtins stand in the perf map, too; builtins are named as those in the binary. */
function nativeName(symbol: string): string {
  const handler = /^BytecodeHandler:(.+)$/.exec(symbol)?.[1];
  if (handler !== undefined) return plain(`Builtins_${handler}Handler`);
  const builtin = /^(?:Builtin|Stub):(.+)$/.exec(symbol)?.[1];
  if (builtin !== undefined) return plain(`Builtins_${builtin}`);
  if (symbol.startsWith('RegExp:')) return `${plain(symbol).slice(0, 60)}_[j]`;
  // The C library's symbols have versions: `cfree@GLIBC_2.2.5`.
  return plain(symbol.replace(/@@?GLIBC\w*[\w.]*$/, ''));
}

/** The object stands in the last parentheses; its own name may hold some. */
function splitObject(text: string): { readonly symbol: string; readonly object: string } {
  const deleted = text.endsWith(' (deleted))');
  const start = text.lastIndexOf(' (', deleted ? text.length - 12 : text.length);
  if (start < 0 || !text.endsWith(')')) return { symbol: text, object: '' };
  return { symbol: text.slice(0, start), object: text.slice(start + 2, deleted ? -11 : -1) };
}

function isUnknown(symbol: string): boolean {
  return symbol === '' || symbol === unknownFrame;
}

/** What may stand in a line of folded stacks: no separator, no control characters, and not endless. */
export function plain(name: string): string {
  const clean = name
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replaceAll(';', ',')
    .trim();
  const whole = clean === '' ? unknownFrame : clean;
  return whole.length > longest ? `${whole.slice(0, longest - 1)}…` : whole;
}

export function isJavaScript(frame: string): boolean {
  return frame.endsWith('_[j]');
}

export function isKernel(frame: string): boolean {
  return frame.endsWith('_[k]');
}
