import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { isPlainObject } from '../read/plain-object.js';

/** Why a package can't run here by `engines.node` of its package.json; a range that nobody understands excludes nothing. */
export function nodeFault(engines: unknown, version: string = process.versions.node): string | undefined {
  const range = isPlainObject(engines) ? engines['node'] : undefined;
  if (typeof range !== 'string' || validRange(range) === null) return undefined;
  if (satisfies(version, range, { includePrerelease: true })) return undefined;
  return `it needs Node.js ${range}, this is ${version}; run wiretax with another Node.js, or use another version of the plugin`;
}
