import type { AddressInfo } from 'node:net';
import type { Endpoint } from '../contract/endpoint.js';

/** As `connect`, `listen` and `request` of Node.js take it. */
export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string };

const hostAndPort = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/;

/**
 * Where the endpoint of a link is whose form is `socket`: an absolute path, or `host:port` with IPv6 in brackets. Throws if it is
 * neither.
 */
export function socketAddress({ link, address }: Endpoint): SocketAddress {
  if (address.startsWith('/')) return { path: address };
  const [, ipv6, other, digits] = hostAndPort.exec(address) ?? [];
  const host = ipv6 ?? other;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new Error(
    `link ${link} gave ${JSON.stringify(address)}, which is neither host:port nor an absolute path`,
  );
}

/** The address of an endpoint: what {@link socketAddress} reads. */
export function addressText(at: SocketAddress): string {
  if ('path' in at) return at.path;
  return `${at.host.includes(':') ? `[${at.host}]` : at.host}:${String(at.port)}`;
}

/** The endpoint that was asked for, with the port that the system picked: `bound` is what `server.address()` of Node.js says. */
export function boundEndpoint(asked: Endpoint, bound: Pick<AddressInfo, 'port'> | string | null): Endpoint {
  const at = socketAddress(asked);
  if ('path' in at || bound === null || typeof bound === 'string') return asked;
  return { ...asked, address: addressText({ ...at, port: bound.port }) };
}
