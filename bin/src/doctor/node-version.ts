import { type Check, fail, ok } from './check.js';

const oldest = [20, 19] as const;

/** Of `v20.19.1`: whether this Node is new enough. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return enough
    ? ok('node', version)
    : fail('node', `${version} is too old`, `install Node ${oldest.join('.')} or later`);
}
