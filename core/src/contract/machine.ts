import type { Host } from './host.js';

/** Where peers run, made by core of what a launcher opened. Hooks and links reach it as they reach the coordinator's own host. */
export interface Machine extends Host {
  /** `local`, or as `machines` of the config calls it. */
  readonly name: string;
  /** The name or number at which peers of other machines reach it. */
  readonly address: string;
  /** Instants of two machines can be compared if these are equal: the kernel that booted, and its time namespace. */
  readonly clockDomain: string;
  /** TCP ports that nobody listened on a moment ago. */
  ports(count: number): Promise<readonly number[]>;
}
