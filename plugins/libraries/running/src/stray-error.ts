import { reasonOf } from '@wiretax/core';
import { suspectIn } from '@wiretax/core/run';

/** A plugin as stacks tell of it: by the address of its entry module. */
export interface Suspect {
  readonly plugin: { readonly name: string };
  readonly entry: string;
}

/** Says what was thrown where nobody catches it, and by which plugin as far as the stack tells. */
export function strayErrorText(thrown: unknown, plugins: readonly Suspect[]): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  return `${whoIsIn(stack, plugins)} threw where nobody catches it: ${reasonOf(thrown)}`;
}

/** Who is in a stack: `plugin NAME`, or that it isn't known. */
export function whoIsIn(stack: string, plugins: readonly Suspect[]): string {
  const suspect = suspectIn(stack, plugins);
  return suspect === undefined ? 'something, likely a plugin,' : `plugin ${suspect.plugin.name}`;
}
