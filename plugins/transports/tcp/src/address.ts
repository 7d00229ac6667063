import type { Endpoint } from '@wiretax/core';

export type SocketAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/** The endpoint as node:net takes it. */
export function socketAddress(endpoint: Endpoint): SocketAddress {
  switch (endpoint.kind) {
    case 'tcp':
      return { host: endpoint.host, port: endpoint.port };
    case 'unix':
      return { path: endpoint.path };
    case 'memory':
      throw new Error('transport tcp has no link "memory"; set link: tcp or link: unix');
  }
}

/** The endpoint as error messages show it. */
export function addressText(endpoint: Endpoint): string {
  const address = socketAddress(endpoint);
  return 'path' in address ? `unix:${address.path}` : `${address.host}:${String(address.port)}`;
}
