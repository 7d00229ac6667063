/** Buckets for each doubling: a value is off by less than 0.4 %. */
const resolution = 128;

/** Durations in ns, kept in buckets that grow with them, so that millions take little memory. */
export class Durations {
  readonly #counts = new Map<number, number>();
  #total = 0;
  #sumNs = 0;

  get sumNs(): number {
    return this.#sumNs;
  }

  get count(): number {
    return this.#total;
  }

  add(ns: number): void {
    const bucket = bucketOf(ns);
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + 1);
    this.#total += 1;
    this.#sumNs += ns;
  }

  /** Undefined where fewer than 10 / (1 - q) durations don't support it. */
  quantileNs(q: number): number | undefined {
    if (this.#total * (1 - q) < 10 - 1e-9) return undefined;
    const rank = Math.ceil(this.#total * q);
    let seen = 0;
    for (const bucket of [...this.#counts.keys()].sort((a, b) => a - b)) {
      seen += this.#counts.get(bucket) ?? 0;
      if (seen >= rank) return middleOf(bucket);
    }
    return undefined;
  }
}

/** Values below `resolution` have buckets of their own. */
function bucketOf(ns: number): number {
  const doublings = ns < resolution ? 0 : Math.floor(Math.log2(ns / resolution)) + 1;
  const step = doublings === 0 ? 1 : 2 ** (doublings - 1);
  return doublings * resolution + (Math.floor(ns / step) % resolution);
}

function middleOf(bucket: number): number {
  const doublings = Math.floor(bucket / resolution);
  const offset = bucket % resolution;
  if (doublings === 0) return offset;
  const step = 2 ** (doublings - 1);
  return Math.floor((resolution + offset) * step + (step - 1) / 2);
}
