import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test-files.js';

const guideFile = 'docs/writing-a-plugin.md';
const guide = readFileSync(join(root, guideFile), 'utf8');
/** Pages whose code is in files below test/src/guide. */
export const guideFiles = [guideFile, 'docs/embedding.md', 'docs/migrating-to-api-2.md'] as const;

/** A fenced block of the guide. */
export interface Block {
  readonly language: string;
  /** What stands behind the language: the file below test/src/guide that it shows. */
  readonly file: string;
  readonly text: string;
  readonly line: number;
}

/** The blocks of one page; of the guide for those who write plugins if none is named. */
export function blocks(page: (typeof guideFiles)[number] = guideFile): readonly Block[] {
  const text = readFileSync(join(root, page), 'utf8');
  const fences = text.matchAll(/^```(?<language>\w+)(?: (?<file>\S+))?\n(?<text>[^]*?)^```$/gm);
  return [...fences].map(({ index, groups: { language = '', file = '', text: shown = '' } = {} }) => ({
    language,
    file,
    text: shown,
    line: text.slice(0, index).split('\n').length,
  }));
}

export function sourceOf(file: string): string {
  return readFileSync(join(root, 'test', 'src', 'guide', file), 'utf8');
}

/** The module that a TypeScript file of the guide was compiled to. */
export function compiledOf(file: string): string {
  return readFileSync(join(root, 'test', 'dist', 'guide', file.replace(/\.ts$/, '.js')), 'utf8');
}

/** The items of the first list behind a text. */
export function listBehind(text: string): readonly string[] {
  const at = guide.indexOf(text);
  if (at === -1) throw new Error(`${guideFile} doesn't say: ${text}`);
  const [, list = ''] = /\n((?:- .+\n)+)/.exec(guide.slice(at)) ?? [];
  return [...list.matchAll(/^- (.+)$/gm)].map(([, item = '']) => item);
}

/** The rows of the table of messages: what the plugin does, and what the user reads of it. */
export function messages(): readonly (readonly [does: string, says: string])[] {
  const rows = guide.matchAll(/^\| (?<does>[^|]+) \| `(?<says>[^|]+)` \|$/gm);
  return [...rows].map(({ groups: { does = '', says = '' } = {} }) => [does, says]);
}

/** Commands of wiretax that the guide shows, without the program's name. */
export function shownCommands(): readonly string[] {
  return blocks()
    .filter(({ language }) => language === 'console')
    .flatMap(({ text }) => [...text.matchAll(/^\$ wiretax (.+)$/gm)].map(([, command = '']) => command));
}
