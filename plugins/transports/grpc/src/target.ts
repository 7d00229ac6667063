import type { Endpoint } from '@wiretax/core';

/** The endpoint as grpc-js names it, for `bindAsync` and for a channel; errors show it too. */
export function grpcTarget(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'tcp':
      return endpoint.host.includes(':')
        ? `[${endpoint.host}]:${String(endpoint.port)}`
        : `${endpoint.host}:${String(endpoint.port)}`;
    case 'unix':
      return `unix:${endpoint.path}`;
    case 'memory':
      throw new Error('grpc has no memory link; use link tcp or unix.');
  }
}
