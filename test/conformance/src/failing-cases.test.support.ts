import type { Plugin } from '@wiretax/core';
import type { Subject } from './subject.js';

export interface Examined {
  /** Names of all cases, without `<kind> <name>: `. */
  readonly cases: readonly string[];
  /** What each failing case said, by its name. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Runs a kit over a plugin, one case after the other. */
export async function examine(
  kit: (subject: Subject) => void,
  subject: Omit<Subject, 'test'> & { readonly plugin: Plugin },
): Promise<Examined> {
  const registered: [string, () => Promise<void>][] = [];
  kit({ limitMs: 1000, ...subject, test: (name, run) => registered.push([name, run]) });
  const failures = new Map<string, string>();
  const cases: string[] = [];
  for (const [title, run] of registered) {
    const name = title.slice(title.indexOf(': ') + 2);
    cases.push(name);
    try {
      await run();
    } catch (error) {
      failures.set(name, error instanceof Error ? error.message : String(error));
    }
  }
  return { cases, failures };
}
