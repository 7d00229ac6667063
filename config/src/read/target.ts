import type { Target } from '@wiretax/core';
import { addressText } from '@wiretax/core';
import type { Located } from './located.js';
import { isPlainObject } from './plain-object.js';
import { quote } from './quote.js';
import { readLabel, sanitised } from './use.js';

/** Core's own server. */
const own = 'own';
const keys = ['url', 'as', 'method'];
const advice = 'write own, tcp://host:port, http://host:port, grpc://host:port, or {url, as, method}';
const defaultPorts: Readonly<Record<string, number>> = { http: 80 };

/** One value of the axis `target`. With a path it is asked for that, else for echo. In an exclude a label alone stands for its server. */
export function readTarget(at: Located): Target | null {
  const { value } = at;
  if (value === own) return { label: own };
  if (at.isExcluded() && typeof value === 'string' && !value.includes('://')) return { label: value };
  const url = isPlainObject(value) ? value['url'] : value;
  // The schema names keys that there aren't.
  if (isPlainObject(value) && Object.keys(value).some((key) => !keys.includes(key))) return null;
  const parsed = typeof url === 'string' ? parse(url) : undefined;
  if (parsed === undefined) return at.refuse(`${quote(url)} isn't the address of a server; ${advice}`);
  const { scheme, host, port, path } = parsed;
  if (port === undefined) return at.refuse(`${quote(url)} has no port; write ${scheme}://${host}:PORT`);
  const label = readLabel(
    at,
    isPlainObject(value) && value['as'] !== undefined ? value['as'] : labelOf(parsed),
  );
  if (label === null) return null;
  const method = isPlainObject(value) ? value['method'] : undefined;
  const endpoint = { link: 'tcp', address: addressText({ host, port }) };
  const server = { scheme, endpoint };
  if (path === '') return { label, server };
  const asked = typeof method === 'string' ? method : scheme === 'http' ? 'GET' : 'POST';
  return { label, server: { ...server, workload: { method: asked, path } } };
}

interface Address {
  readonly scheme: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly path: string;
}

function parse(text: string): Address | undefined {
  const found =
    /^([a-z][a-z0-9+-]*):\/\/(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(\d{1,5}))?(\/[\x21-\x7e]*)?$/.exec(
      text,
    );
  const [, scheme = '', name = '', digits, path = ''] = found ?? [];
  const port = digits === undefined ? defaultPorts[scheme] : Number(digits);
  if (found === null || (port !== undefined && (port < 1 || port > 65_535))) return undefined;
  return { scheme, host: name.replace(/^\[(.*)\]$/, '$1'), port, path };
}

function labelOf({ host, port, path }: Address): string {
  const text = `${host.replaceAll(':', '-')}-${String(port)}${path === '/' ? '' : path}`;
  return sanitised(text.replace(/^-+/, '').replaceAll('/', '-')).slice(0, 64);
}
