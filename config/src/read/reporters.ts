import type { PlainObject } from './plain-object.js';

/** Reporters that have a part of their own in what every run shows and leaves behind. */
export const shortReporter = 'summary';
/** Shows all of what the short one shows the most important of. */
export const fullReporter = 'table';
/** Writes the page that every run leaves behind. */
export const pageReporter = 'html';

/** Of a study that names none. */
export const defaultReporters: readonly string[] = [shortReporter, pageReporter];

/** The same reporters, with all rows and findings in place of the screen that sums them up; before them, if none of them shows either. */
export function inFull(reporters: readonly string[]): readonly string[] {
  if (reporters.includes(fullReporter)) return reporters.filter((name) => name !== shortReporter);
  const replaced = reporters.map((name) => (name === shortReporter ? fullReporter : name));
  return replaced.includes(fullReporter) ? replaced : [fullReporter, ...replaced];
}

/** A config whose reporters show all; one whose reporters aren't names is left as it is, and refused by whoever reads it. */
export function configInFull(config: PlainObject): PlainObject {
  const names = [config['reporters'] ?? defaultReporters].flat();
  const isNames = names.every((name) => typeof name === 'string');
  return isNames ? { ...config, reporters: inFull(names) } : config;
}
