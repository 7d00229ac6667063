import type { Kind } from '@wiretax/core';

/**
 * Where a plugin was found: a dependency of ours, `wiretax plugins install` or `link`, a config, `--allow-plugin`, or given by a
 * program that embeds Wiretax.
 */
export type Origin = 'default' | 'installed' | 'linked' | 'config' | 'allowed' | 'given';

/** A plugin as its package.json describes it. Nothing of it has been imported. */
export interface FoundPlugin {
  /** The package, or the path of a bare file. */
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly origin: Origin;
  /** The folder of the package, or of the file. */
  readonly folder: string;
  /** Absolute path of the entry module. */
  readonly entry: string;
  readonly provides: Readonly<Partial<Record<Kind, readonly string[]>>>;
  /** Names of packages whose place it took: runs and settings that name them mean this one. */
  readonly replaces?: readonly string[];
  /** Phases that it taps; such a plugin is part of every run. */
  readonly hooks: readonly string[];
  /** A file without a package.json: what it provides is known when it is imported. */
  readonly bare: boolean;
  /** Why it can't be used. */
  readonly broken?: string;
  /** What its author should mend although it can be used. */
  readonly remarks?: readonly string[];
}

/** What a user can do about a plugin that doesn't work. */
export function remedyFor({ name, origin }: FoundPlugin): string {
  switch (origin) {
    case 'default':
      return 'install wiretax again; in a clone, npm ci and npm run build';
    case 'installed':
    case 'linked':
      return `mend it, or wiretax plugins uninstall ${name}`;
    case 'config':
      return 'mend it, or take it out of `plugins:`';
    case 'allowed':
      return 'mend it, or leave out --allow-plugin';
    case 'given':
      return "mend it, or don't give it";
  }
}

export function provides(plugin: FoundPlugin, kind: Kind, name: string): boolean {
  return plugin.provides[kind]?.includes(name) ?? false;
}
