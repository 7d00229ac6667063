import type { Command, Endpoint } from '@wiretax/core';

interface Proxy {
  /** Whom it calls. */
  readonly callee: string;
  readonly mode: 'http' | 'tcp';
  readonly threads: number;
}

/** HAProxy in the foreground, with a configuration of its own: https://docs.haproxy.org/2.6/configuration.html */
export function haproxy({ callee, mode, threads }: Proxy): Command {
  return {
    kind: 'command',
    command: ({ folder, listen, endpoint }) => ({
      argv: ['haproxy', '-db', '-f', `${folder}/haproxy.cfg`],
      files: { 'haproxy.cfg': configuration(mode, threads, listen, endpoint(callee)) },
    }),
    ready: 'port',
  };
}

function configuration(mode: string, threads: number, listen: Endpoint, to: Endpoint): string {
  return [
    'global',
    `  nbthread ${String(threads)}`,
    'defaults',
    `  mode ${mode}`,
    '  timeout connect 5s',
    // Longer than any call may take.
    '  timeout client 1h',
    '  timeout server 1h',
    ...(mode === 'http' ? ['  http-reuse always', '  option http-keep-alive'] : []),
    'frontend calls',
    `  bind ${addressOf(listen)}`,
    '  default_backend next',
    'backend next',
    `  server next ${addressOf(to)}`,
    '',
  ].join('\n');
}

function addressOf({ address }: Endpoint): string {
  return address.startsWith('/') ? `unix@${address}` : address;
}
