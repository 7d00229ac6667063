import type { NodeFlags } from '@wiretax/core';
import type { Located } from './located.js';
import { isPlainObject } from './plain-object.js';
import { quote } from './quote.js';
import { readLabel, sanitised } from './use.js';

const defaultLabel = 'default';
const keys = ['as', 'flags', 'client', 'server'];
const advice =
  'write default, a flag such as --max-semi-space-size=64, or {as: name, flags: [...], client: [...], server: [...]}';

/**
 * One value of the axis `node`: `default`, flags in a row, or `{as, flags, client, server}`, where `flags` are for both
 * peers. In an exclude a label alone stands for its flags.
 */
export function readNodeFlags(at: Located): NodeFlags | null {
  const { value } = at;
  if (value === defaultLabel || (at.isExcluded() && typeof value === 'string' && !value.startsWith('-')))
    return { label: value, client: [], server: [] };
  if (typeof value === 'string' && value.startsWith('-')) {
    const flags = readFlags(at.as(value.trim().split(/\s+/)));
    return flags && labelled(at, { client: flags, server: flags });
  }
  if (!isPlainObject(value)) return at.refuse(`${quote(value)} isn't a set of Node.js flags; ${advice}`);
  // The schema names keys that there aren't.
  if (Object.keys(value).some((key) => !keys.includes(key))) return null;
  const [both, client, server] = ['flags', 'client', 'server'].map((key) => {
    const given = at.key(key);
    return given === undefined ? [] : readFlags(given);
  });
  if (!both || !client || !server) return null;
  const flags = { client: [...both, ...client], server: [...both, ...server] };
  if (flags.client.length + flags.server.length === 0)
    return at.refuse('has no flags; write default for none');
  return labelled(at, flags, value['as']);
}

function readFlags(at: Located): readonly string[] | null {
  const flags: readonly unknown[] = Array.isArray(at.value) ? at.value : [at.value];
  const wrong = flags.find((flag) => typeof flag !== 'string' || !/^--?[A-Za-z][^\s]*$/.test(flag));
  if (wrong === undefined) return flags as readonly string[];
  const hint = 'a flag starts with -- and has its value after a =, such as --max-old-space-size=512';
  return at.refuse(`${quote(wrong)} isn't a flag of Node.js; ${hint}`);
}

/** Without a name of its own it is called as its flags: `max-semi-space-size=64`. */
function labelled(at: Located, flags: Omit<NodeFlags, 'label'>, as?: unknown): NodeFlags | null {
  if (as === defaultLabel) return at.below('as').refuse('default stands for no flags; choose another label');
  const { client, server } = flags;
  const same = client.join(' ') === server.join(' ');
  const derived = same
    ? wordOf(client)
    : [
        ...(client.length === 0 ? [] : [`client-${wordOf(client)}`]),
        ...(server.length === 0 ? [] : [`server-${wordOf(server)}`]),
      ].join('-');
  const label = readLabel(at, as ?? derived);
  return label === null ? null : { label, ...flags };
}

function wordOf(flags: readonly string[]): string {
  return sanitised(flags.map((flag) => flag.replace(/^-+/, '')).join('-'));
}
