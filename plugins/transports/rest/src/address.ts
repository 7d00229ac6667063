import type { Endpoint } from '@wiretax/core';

/** Where `server.listen` binds. */
export type BindAddress = { readonly host: string; readonly port: number } | { readonly path: string };

export function bindAddress(endpoint: Endpoint): BindAddress {
  switch (endpoint.kind) {
    case 'tcp':
      return { host: endpoint.host, port: endpoint.port };
    case 'unix':
      return { path: endpoint.path };
    case 'memory':
      throw new Error('rest has no memory link; use link tcp or unix.');
  }
}

/** How errors name an endpoint. */
export function endpointText(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'tcp':
      return endpoint.host.includes(':')
        ? `[${endpoint.host}]:${String(endpoint.port)}`
        : `${endpoint.host}:${String(endpoint.port)}`;
    case 'unix':
      return endpoint.path;
    case 'memory':
      return `memory:${endpoint.name}`;
  }
}
