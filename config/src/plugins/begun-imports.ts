import type { FoundPlugin } from './found-plugin.js';

/** A plugin whose entry module was to be imported, by the address of that. */
export interface BegunImport {
  readonly plugin: FoundPlugin;
  readonly entry: string;
}

const begun: BegunImport[] = [];

export function noteImport(plugin: FoundPlugin, entry: string): void {
  begun.push({ plugin, entry });
}

/** The plugins whose import this process has begun, in that order: those who may have ended it. */
export function begunImports(): readonly BegunImport[] {
  return begun;
}
