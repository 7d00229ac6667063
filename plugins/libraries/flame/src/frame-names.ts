import { type Frame, frameOf } from './frame.js';
import type { Shorten } from './javascript-frame.js';

/** So many distinct lines are remembered; hostile input has no end of them. */
const rememberedLines = 50_000;

/** Numbers for frames. Lines of perf script come again and again: what each means is worked out once. */
export class FrameNames {
  readonly #shorten: Shorten;
  readonly #numbers = new Map<string, number>();
  readonly #frames: Frame[] = [];
  readonly #user = new Map<string, number>();
  readonly #kernel = new Map<string, number>();

  constructor(shorten: Shorten) {
    this.#shorten = shorten;
  }

  /** The number of the frame in a line's text behind the address. */
  ofLine(text: string, kernelAddress: boolean): number {
    const known = (kernelAddress ? this.#kernel : this.#user).get(text);
    if (known !== undefined) return known;
    const number = this.ofFrame(frameOf(text, kernelAddress, this.#shorten));
    const lines = kernelAddress ? this.#kernel : this.#user;
    if (lines.size >= rememberedLines) lines.clear();
    lines.set(ownCopy(text), number);
    return number;
  }

  ofFrame(frame: Frame): number {
    const key = `${frame.tier ?? ''};${frame.name}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#frames.length;
    this.#numbers.set(key, number);
    this.#frames.push(frame);
    return number;
  }

  frame(number: number): Frame {
    const frame = this.#frames[number];
    if (frame === undefined) throw new Error(`there is no frame ${String(number)}`);
    return frame;
  }
}

/** A slice of a chunk of output keeps the whole chunk in memory. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}
