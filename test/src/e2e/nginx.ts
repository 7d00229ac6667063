import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { tool } from './interop-tools.js';

export const nginx = tool('nginx', 'nginx', ['-v']);

export interface Nginx {
  readonly port: number;
  /** The master. */
  readonly pid: number;
  /** Whether it still runs, and nobody has ended it. */
  readonly isUp: () => boolean;
}

const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
const config = (port: number): string => `
  worker_processes 2; daemon off; pid nginx.pid; error_log error.log;
  events { worker_connections 256; }
  http {
    access_log off; ${paths.map((path) => `${path}_temp_path ${path};`).join(' ')}
    server {
      listen 127.0.0.1:${String(port)};
      location /health { return 200 "all is well\\n"; }
      location /full { return 503; }
    }
  }
`;

/** An nginx of two workers while `work` runs. It answers at /health, and has no room at /full. */
export async function withNginx(work: (server: Nginx) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-nginx-'));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), config(port));
  const server = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(server, 'exit');
  try {
    await listening(port, () => server.exitCode === null);
    await work({
      port,
      pid: server.pid ?? 0,
      isUp: () => server.exitCode === null && server.signalCode === null,
    });
  } finally {
    server.kill('SIGQUIT');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** It says nothing when it is ready. */
async function listening(port: number, lives: () => boolean): Promise<void> {
  while (lives()) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await sleep(20);
    } finally {
      socket.destroy();
    }
  }
  throw new Error('nginx has ended');
}
