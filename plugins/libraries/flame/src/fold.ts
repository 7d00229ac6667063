import { hiddenKernel, plain, unknownFrame } from './frame.js';
import type { Stacks } from './folded.js';
import { FrameNames } from './frame-names.js';
import { type Shorten, shortLocation, type Tier } from './javascript-frame.js';
import { StackTree } from './stack-tree.js';

/** The fields that perf script must be asked for. */
export const scriptFields = 'comm,pid,tid,ip,sym,dso';

export interface Folded {
  readonly stacks: Stacks;
  readonly samples: number;
  /** Samples by how their innermost JavaScript function ran; those without one are in none. */
  readonly tiers: Readonly<Record<Tier, number>>;
  /** Lines that perf script does not print, such as those of a torn file. */
  readonly strayLines: number;
  /** Whether the text ended inside of a sample, which is left out then. */
  readonly torn: boolean;
}

const newline = 10;
const tab = 9;
const space = 32;
const longestLine = 1 << 16;
/** The kernel hands out 127 frames unless told otherwise. */
const deepest = 2048;
const mostThreads = 10_000;
const ids = /\s-?\d+\/-?\d+(?=\s|$)/;

/** Folds the text of perf script, in pieces of any size; memory grows with distinct stacks, not with samples. */
export class ScriptFolder {
  readonly #names: FrameNames;
  readonly #tree = new StackTree();
  readonly #hidden: number;
  readonly #threads = new Map<string, number>();
  readonly #tiers: Record<Tier, number> = { optimised: 0, 'mid-tier': 0, baseline: 0, interpreted: 0 };
  #rest = '';
  #skipping = false;
  #thread: number | undefined;
  #frames: number[] = [];
  #samples = 0;
  #strayLines = 0;

  /** `shorten` names files, such as those of packages. */
  constructor(shorten: Shorten = shortLocation) {
    this.#names = new FrameNames(shorten);
    this.#hidden = this.#names.ofFrame({ name: hiddenKernel });
  }

  push(chunk: string): void {
    const text = this.#rest === '' ? chunk : this.#rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (this.#skipping) this.#skipping = false;
      else this.#line(text, start, end);
      start = end + 1;
    }
    this.#rest = text.slice(start);
    if (this.#rest.length <= longestLine) return;
    this.#rest = '';
    if (!this.#skipping) this.#strayLines += 1;
    this.#skipping = true;
  }

  end(): Folded {
    const torn = this.#rest !== '' || this.#thread !== undefined;
    return {
      stacks: this.#tree.stacks((frame) => this.#names.frame(frame).name),
      samples: this.#samples,
      tiers: { ...this.#tiers },
      strayLines: this.#strayLines,
      torn,
    };
  }

  #line(text: string, start: number, end: number): void {
    const first = text.charCodeAt(start);
    if (first === newline) this.#endSample();
    else if (first === tab && this.#thread !== undefined) this.#frame(text, start, end);
    else this.#begin(text.slice(start, end));
  }

  /** `\t    7f0c2a symbol (object)`. */
  #frame(text: string, start: number, end: number): void {
    let address = start;
    while (address < end && text.charCodeAt(address) <= space) address += 1;
    const name = text.indexOf(' ', address) + 1;
    if (name === 0 || name > end) {
      this.#strayLines += 1;
      return;
    }
    const kernelAddress = name - address === 17 && text.startsWith('ffff', address);
    const frame = this.#names.ofLine(text.slice(name, end), kernelAddress);
    const { length } = this.#frames;
    if (length >= deepest || (frame === this.#hidden && this.#frames[length - 1] === frame)) return;
    this.#frames.push(frame);
  }

  /** `node 123/124`, and behind it the only frame where a sample has no more. */
  #begin(line: string): void {
    if (this.#thread !== undefined) this.#endSample();
    if (line.trim() === '') return;
    const found = ids.exec(line);
    if (found === null || line.startsWith('#')) {
      this.#strayLines += 1;
      return;
    }
    this.#thread = this.#threadOf(line.slice(0, found.index));
    const alone = line.slice(found.index + found[0].length).trim();
    if (!/^[0-9a-f]+ \S/.test(alone)) return;
    this.#frame(alone, 0, alone.length);
    this.#endSample();
  }

  #threadOf(name: string): number {
    const known = this.#threads.get(name);
    if (known !== undefined) return known;
    const number = this.#names.ofFrame({ name: plain(name) });
    if (this.#threads.size < mostThreads) this.#threads.set(name, number);
    return number;
  }

  #endSample(): void {
    if (this.#thread === undefined) return;
    if (this.#frames.length === 0) this.#frames.push(this.#names.ofFrame({ name: unknownFrame }));
    this.#tree.add(this.#thread, this.#frames);
    this.#samples += 1;
    for (const frame of this.#frames) {
      const { tier } = this.#names.frame(frame);
      if (tier === undefined) continue;
      this.#tiers[tier] += 1;
      break;
    }
    this.#thread = undefined;
    this.#frames = [];
  }
}
