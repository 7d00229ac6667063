import type { Kind } from '../contract/kinds.js';
import type { Registry } from '../contract/plugin.js';
import { misshapen } from './contribution-shape.js';
import { type Owner, WiretaxError } from './errors.js';

export interface CatalogEntry<T> {
  readonly name: string;
  readonly owner: Owner;
  readonly contribution: T;
}

/** The contributions of one kind by name, and who brought each. */
export class Catalog<T> {
  readonly kind: Kind;
  readonly #entries = new Map<string, CatalogEntry<T>>();
  #sealed = false;

  constructor(kind: Kind) {
    this.kind = kind;
  }

  get(name: string): T | undefined {
    return this.#entries.get(name)?.contribution;
  }

  entry(name: string): CatalogEntry<T> | undefined {
    return this.#entries.get(name);
  }

  /** The entry, which the caller knows to exist because the experiment was checked; an error if it doesn't. */
  need(name: string): CatalogEntry<T> {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      const known = [...this.#entries.keys()].join(', ') || 'none';
      throw new WiretaxError('E_UNKNOWN_NAME', `there is no ${this.kind} ${name}; loaded: ${known}`);
    }
    return entry;
  }

  entries(): readonly CatalogEntry<T>[] {
    return [...this.#entries.values()];
  }

  seal(): void {
    this.#sealed = true;
  }

  /** The catalog as this owner sees it: somewhere to add to. */
  registryOf(owner: Owner): Registry<T> {
    return Object.freeze({
      add: (name: string, contribution: T): void => {
        if (this.#sealed) {
          throw new WiretaxError(
            'E_SEALED',
            `${owner.name} added ${this.kind} ${name} after apply had returned`,
          );
        }
        if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
          throw new WiretaxError(
            'E_BAD_NAME',
            `${this.kind} name ${JSON.stringify(name)} must be lower case letters, digits and dashes`,
          );
        }
        const taken = this.#entries.get(name);
        if (taken !== undefined) {
          throw new WiretaxError(
            'E_DUPLICATE_NAME',
            `${this.kind} ${name} of ${owner.name} is already provided by ${taken.owner.name}; leave one of them out`,
          );
        }
        const fault = misshapen(this.kind, contribution);
        if (fault !== undefined) {
          throw new WiretaxError(
            'E_CONTRIBUTION_SHAPE',
            `${this.kind} ${name} of ${owner.name} is not as @wiretax/core asks for: ${fault}`,
          );
        }
        this.#entries.set(name, { name, owner, contribution });
      },
    });
  }
}
