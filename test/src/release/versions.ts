import gt from 'semver/functions/gt.js';
import inc from 'semver/functions/inc.js';
import valid from 'semver/functions/valid.js';

/** A package.json, as far as versions go. */
export interface Versioned {
  readonly name: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const isOurs = (name: string): boolean => name === 'wiretax' || name.startsWith('@wiretax/');

/** All packages have one version, which the root's package.json names: this one with it, and with it where it asks for others of ours. */
export function withVersion<T extends Versioned>(manifest: T, version: string): T {
  const renewed = (ranges: Versioned['dependencies'] = {}, mark = ''): Versioned['dependencies'] =>
    Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => [name, isOurs(name) ? `${mark}${version}` : range]),
    );
  const { dependencies, devDependencies, peerDependencies } = manifest;
  return {
    ...manifest,
    version,
    ...(dependencies && { dependencies: renewed(dependencies) }),
    ...(devDependencies && { devDependencies: renewed(devDependencies) }),
    ...(peerDependencies && { peerDependencies: renewed(peerDependencies, '^') }),
  };
}

/** What is wrong with the next version; undefined if it may follow. */
export function versionFault(next: string, current: string): string | undefined {
  if (valid(next) !== next)
    return `${next || 'nothing'} is no version such as ${String(inc(current, 'minor'))}`;
  if (!gt(next, current)) return `${next} doesn't come after ${current}`;
  return undefined;
}

const heading = '## Unreleased\n';

/** The changelog with what is unreleased under the version and its day. Throws if there is nothing. */
export function withRelease(changelog: string, version: string, day: string): string {
  const start = changelog.indexOf(heading);
  const rest = changelog.slice(start + heading.length);
  const [notes = ''] = rest.split(/^## /m);
  if (start < 0 || notes.trim() === '') throw new Error('CHANGELOG.md has nothing under "## Unreleased"');
  return `${changelog.slice(0, start)}${heading}\n## ${version} (${day})\n${rest}`;
}
