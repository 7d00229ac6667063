import type { PeerSpec } from '../../contract/topology.js';
import { WiretaxError } from '../../kernel/errors.js';

/** Names of peers end up in names of files, in columns and in ids. */
const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const longestName = 32;

export function isPeerName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= longestName && namePattern.test(name);
}

/**
 * The peers from those that call nobody to those that nobody calls. Throws `E_TOPOLOGY`, naming the peer, for what no topology may
 * say.
 */
export function startOrder(specs: readonly PeerSpec[]): readonly PeerSpec[] {
  const byName = new Map<string, PeerSpec>();
  for (const spec of specs) {
    const fault = faultOf(spec);
    if (fault !== undefined) refuse(fault);
    if (byName.has(spec.name)) refuse(`two peers are called ${spec.name}`);
    byName.set(spec.name, spec);
  }
  const clients = specs.filter(({ half }) => half === 'client');
  if (clients.length !== 1)
    refuse(`it has ${String(clients.length)} peers of the half client; one is needed`);
  const ordered = new Set<PeerSpec>();
  const visit = (spec: PeerSpec, path: readonly string[]): void => {
    if (ordered.has(spec)) return;
    const at = [...path, spec.name];
    if (path.includes(spec.name)) refuse(`peers call each other in a circle: ${at.join(', ')}`);
    for (const name of [...(spec.calls ?? []), ...(spec.needs ?? [])]) {
      const other = byName.get(name);
      if (other === undefined) return refuse(`${spec.name} calls or needs ${name}, which is no peer of it`);
      if (other.listens === undefined && other.run.kind !== 'target')
        refuse(`${spec.name} calls or needs ${name}, which listens nowhere`);
      visit(other, at);
    }
    ordered.add(spec);
  };
  for (const spec of specs) visit(spec, []);
  return [...ordered];
}

function faultOf({ name, half, run, listens, calls = [] }: PeerSpec): string | undefined {
  if (!isPeerName(name))
    return `${JSON.stringify(name)} is no name of a peer; use lower case letters, digits and single dashes, ${String(longestName)} at most`;
  if (half !== 'client')
    return calls.length > 0 && run.kind === 'ours'
      ? `${name} calls others, which no server of core's does`
      : undefined;
  if (listens !== undefined) return `${name} is a client, and listens`;
  if (run.kind !== 'ours') return `${name} is a client, and no process of core's`;
  return calls.length === 1
    ? undefined
    : `${name} is a client, and calls ${String(calls.length)} peers; one is needed`;
}

function refuse(fault: string): never {
  throw new WiretaxError('E_TOPOLOGY', fault);
}
