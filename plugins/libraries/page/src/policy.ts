import { createHash } from 'node:crypto';

/** The Content Security Policy of a page that loads nothing: of scripts only these run, whatever a name managed to become. */
export function policy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return `default-src 'none'; style-src 'unsafe-inline'; script-src ${hashes.join(' ')}; base-uri 'none'; form-action 'none'`;
}
