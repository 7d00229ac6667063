import type { Kind, Use } from '@wiretax/core';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';

/** A place where a config names a contribution. */
export interface Mention {
  readonly kind: Kind;
  readonly name: string;
  readonly options: PlainObject;
  /** How ids call it, by which an exclude may name it too; empty where what is written is no label. */
  readonly label: string;
  readonly path: string;
  /** Named only to be left out of the matrix. */
  readonly excluded: boolean;
}

/** What comes of reading a config, beside its values. */
export interface Reading {
  readonly problems: ProblemList;
  readonly mentions: Mention[];
}

/** A value with its key path: as it stands in a config, or what was read there. */
export class Located<T = unknown> {
  readonly value: T;
  /** Empty for the whole config. */
  readonly path: string;
  readonly #reading: Reading;

  constructor(value: T, path: string, reading: Reading) {
    this.value = value;
    this.path = path;
    this.#reading = reading;
  }

  /** What stands under a key; undefined if the key isn't there. */
  key(name: string): Located | undefined {
    return isPlainObject(this.value) && Object.hasOwn(this.value, name) ? this.below(name) : undefined;
  }

  /** The same, but of the value undefined if the key isn't there. */
  below(name: string): Located {
    const value = isPlainObject(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined;
    return new Located(value, this.path === '' ? name : `${this.path}.${name}`, this.#reading);
  }

  /** What a list holds; undefined if it is none. */
  items(): readonly Located[] | undefined {
    if (!Array.isArray(this.value)) return undefined;
    return this.value.map((item: unknown, index) => {
      return new Located(item, `${this.path}[${String(index)}]`, this.#reading);
    });
  }

  /** Another value in this place: what was read from it, or what it stands for. */
  as<U>(value: U): Located<U> {
    return new Located(value, this.path, this.#reading);
  }

  isItem(): boolean {
    return this.path.endsWith(']');
  }

  /** Whether it only tells what to leave out of the matrix. */
  isExcluded(): boolean {
    return this.path.startsWith('exclude[');
  }

  /** Reports what is wrong with it. Returns null, as readers do of what is wrong. */
  refuse(message: string, nearest?: string): null {
    this.#reading.problems.add(this.path, message, nearest);
    return null;
  }

  /** Tells that it names a contribution, which some plugin must bring. */
  mention(kind: Kind | undefined, { use: name, options, label }: Use): void {
    if (kind === undefined) return;
    const { path } = this;
    this.#reading.mentions.push({ kind, name, options, label, path, excluded: this.isExcluded() });
  }
}
