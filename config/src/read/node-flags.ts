import type { NodeFlags } from '@wiretax/core';
import { isPlainObject, type PlainObject } from './plain-object.js';
import type { ProblemList } from './problem-list.js';
import { quote } from './quote.js';
import { readLabel, sanitised } from './use.js';

const defaultLabel = 'default';
const keys = ['as', 'flags', 'client', 'server'];
const advice =
  'write default, a flag such as --max-semi-space-size=64, or {as: name, flags: [...], client: [...], server: [...]}';

/**
 * One value of the axis `node`: `default`, flags in a row, or `{as, flags, client, server}`, where `flags` are for both
 * peers. Where values are only matched (`exclude`), a label alone stands for its flags.
 */
export function readNodeFlags(
  value: unknown,
  path: string,
  problems: ProblemList,
  matching: boolean,
): NodeFlags | undefined {
  if (value === defaultLabel || (matching && typeof value === 'string' && !value.startsWith('-')))
    return { label: value, client: [], server: [] };
  if (typeof value === 'string' && value.startsWith('-')) {
    const flags = readFlags(value.trim().split(/\s+/), path, problems);
    return flags && labelled({ client: flags, server: flags }, undefined, path, problems);
  }
  if (!isPlainObject(value)) {
    problems.add(path, `${quote(value)} isn't a set of Node.js flags; ${advice}`);
    return undefined;
  }
  return readSet(value, path, problems);
}

function readSet(value: PlainObject, path: string, problems: ProblemList): NodeFlags | undefined {
  // The schema names keys that there aren't.
  if (Object.keys(value).some((key) => !keys.includes(key))) return undefined;
  const [both, client, server] = ['flags', 'client', 'server'].map((key) =>
    Object.hasOwn(value, key) ? readFlags(value[key], `${path}.${key}`, problems) : [],
  );
  if (both === undefined || client === undefined || server === undefined) return undefined;
  const flags = { client: [...both, ...client], server: [...both, ...server] };
  if (flags.client.length + flags.server.length === 0) {
    problems.add(path, 'has no flags; write default for none');
    return undefined;
  }
  return labelled(flags, value['as'], path, problems);
}

function readFlags(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  const flags: readonly unknown[] = Array.isArray(value) ? value : [value];
  const wrong = flags.find((flag) => typeof flag !== 'string' || !/^--?[A-Za-z][^\s]*$/.test(flag));
  if (wrong === undefined) return flags as readonly string[];
  const hint = 'a flag starts with -- and has its value after a =, such as --max-old-space-size=512';
  problems.add(path, `${quote(wrong)} isn't a flag of Node.js; ${hint}`);
  return undefined;
}

/** Without a name of its own it is called as its flags: `max-semi-space-size=64`. */
function labelled(
  flags: Omit<NodeFlags, 'label'>,
  as: unknown,
  path: string,
  problems: ProblemList,
): NodeFlags | undefined {
  if (as === defaultLabel) {
    problems.add(`${path}.as`, 'default stands for no flags; choose another label');
    return undefined;
  }
  const { client, server } = flags;
  const same = client.join(' ') === server.join(' ');
  const derived = same
    ? wordOf(client)
    : [
        ...(client.length === 0 ? [] : [`client-${wordOf(client)}`]),
        ...(server.length === 0 ? [] : [`server-${wordOf(server)}`]),
      ].join('-');
  const label = readLabel(as ?? derived, path, problems);
  return label === undefined ? undefined : { label, ...flags };
}

function wordOf(flags: readonly string[]): string {
  return sanitised(flags.map((flag) => flag.replace(/^-+/, '')).join('-'));
}
