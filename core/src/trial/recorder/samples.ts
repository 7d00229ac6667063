import type { CallSamples, SampleColumns } from '../../contract/collector.js';

const chunkLength = 1 << 16;
const scratchLength = 1 << 7;
/** What is allocated ahead where nobody can say how many calls there will be. */
const fewestSpare = 4;
const mostSpare = 32;

type Column = keyof SampleColumns;

/**
 * Keeps the instants of every call of a window, if somebody has asked for it. A call costs three stores either
 * way: while nobody keeps, they go round in a few KiB of scratch, so that the code of the per-call path is
 * compiled in the warmup and is the same in a window that keeps. What is kept grows by chunks, which are
 * allocated before the window and, should these not do, by `stock` in between.
 */
export class SampleKeeper {
  readonly #scratch = [chunkOf(scratchLength), chunkOf(scratchLength)];
  #chunks = this.#scratch;
  #index = 0;
  #scheduledNs = chunkAt(this.#chunks, 0).scheduledNs;
  #startedNs = chunkAt(this.#chunks, 0).startedNs;
  #completedNs = chunkAt(this.#chunks, 0).completedNs;
  #length = scratchLength;
  #at = 0;
  #keeping = false;
  #window = 0;
  #phase: 'before' | 'open' | 'over' = 'over';
  #stockedAt = 0;

  constructor() {
    this.#rehearse();
  }

  record(scheduledNs: number, startedNs: number, completedNs: number): void {
    if (this.#at === this.#length) this.#turn();
    const at = this.#at;
    this.#scheduledNs[at] = scheduledNs;
    this.#startedNs[at] = startedNs;
    this.#completedNs[at] = completedNs;
    this.#at = at + 1;
  }

  /** What collectors get that are attached to the next window; `calls` is how many it has at most. */
  nextWindow(calls: number): CallSamples {
    this.release();
    this.#phase = 'before';
    const window = this.#window;
    return {
      keep: () => {
        if (this.#window !== window || this.#phase !== 'before')
          throw new Error('keep was called after the window had begun; call it in attach');
        if (!this.#keeping) this.#keep(calls);
      },
      columns: () => {
        if (this.#window !== window)
          throw new Error('the samples of this window are gone; read them in detach');
        if (!this.#keeping) throw new Error('nobody has kept samples; call keep in attach');
        if (this.#phase !== 'over') throw new Error('the window is not over; read samples in detach');
        return this.#columns();
      },
    };
  }

  /** What came before this is no part of the window. */
  begin(): void {
    if (this.#phase === 'before') this.#phase = 'open';
    this.#stockedAt = 0;
    this.#moveTo(0);
  }

  end(): void {
    if (this.#phase === 'open') this.#phase = 'over';
  }

  /** Allocates what the time until the next call of this is likely to need, going by what the last took. */
  stock(): void {
    if (!this.#keeping) return;
    const wanted = this.#index + fewestSpare + 2 * (this.#index - this.#stockedAt);
    this.#stockedAt = this.#index;
    while (this.#chunks.length <= wanted) this.#chunks.push(chunkOf(chunkLength));
  }

  /** Gives up what was kept. */
  release(): void {
    this.#window += 1;
    this.#keeping = false;
    this.#phase = 'over';
    this.#chunks = this.#scratch;
    this.#moveTo(0);
  }

  /**
   * V8 takes fields that have never changed for constants, and throws code away when they do: so all change now,
   * and the rare paths have been taken, before any code is compiled.
   */
  #rehearse(): void {
    const calls = 2 * scratchLength + 1;
    for (let round = 0; round < 2; round += 1) {
      for (let call = 0; call < calls; call += 1) this.record(0, 0, 0);
      this.#chunks = [chunkOf(scratchLength)];
      this.#keeping = true;
      this.#moveTo(0);
      for (let call = 0; call < calls; call += 1) this.record(0, 0, 0);
      this.release();
    }
  }

  #keep(calls: number): void {
    const wanted = Math.ceil(calls / chunkLength);
    const spare = Number.isFinite(wanted) ? Math.min(Math.max(wanted, 1), mostSpare) : fewestSpare;
    const chunks = Array.from({ length: spare }, () => chunkOf(chunkLength));
    // Written to once, so that the kernel gives the memory now and not call by call.
    for (const { scheduledNs, startedNs, completedNs } of chunks) {
      scheduledNs.fill(0);
      startedNs.fill(0);
      completedNs.fill(0);
    }
    this.#keeping = true;
    this.#stockedAt = 0;
    this.#chunks = chunks;
    this.#moveTo(0);
  }

  #turn(): void {
    const next = this.#index + 1;
    this.#moveTo(next === this.#chunks.length ? this.#afterLast() : next);
  }

  #afterLast(): number {
    if (!this.#keeping) return 0;
    return this.#chunks.push(chunkOf(chunkLength)) - 1;
  }

  #moveTo(index: number): void {
    const { scheduledNs, startedNs, completedNs } = chunkAt(this.#chunks, index);
    this.#index = index;
    this.#scheduledNs = scheduledNs;
    this.#startedNs = startedNs;
    this.#completedNs = completedNs;
    this.#length = scheduledNs.length;
    this.#at = 0;
  }

  #columns(): SampleColumns {
    const length = this.#index * chunkLength + this.#at;
    const column = (name: Column): Float64Array => {
      const all = new Float64Array(length);
      for (let index = 0; index <= this.#index; index += 1) {
        const from = index * chunkLength;
        all.set(chunkAt(this.#chunks, index)[name].subarray(0, Math.min(chunkLength, length - from)), from);
      }
      return all;
    };
    return {
      scheduledNs: column('scheduledNs'),
      startedNs: column('startedNs'),
      completedNs: column('completedNs'),
    };
  }
}

function chunkOf(length: number): SampleColumns {
  return {
    scheduledNs: new Float64Array(length),
    startedNs: new Float64Array(length),
    completedNs: new Float64Array(length),
  };
}

function chunkAt(chunks: readonly SampleColumns[], index: number): SampleColumns {
  const chunk = chunks[index];
  if (chunk === undefined) throw new RangeError(`there is no chunk ${String(index)}`);
  return chunk;
}
