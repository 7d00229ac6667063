import type { Endpoint } from '@wiretax/core';

/** The endpoint as node:net takes it. A link that `supports` doesn't name is refused. */
export function addressOf(
  endpoint: Endpoint,
): { readonly host: string; readonly port: number } | { readonly path: string } {
  if (endpoint.kind === 'tcp') return { host: endpoint.host, port: endpoint.port };
  if (endpoint.kind === 'unix') return { path: endpoint.path };
  throw new Error(`transport {{name}} has no link ${endpoint.kind}; set link: tcp or link: unix`);
}
