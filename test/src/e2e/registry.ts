import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentOfNpm } from './packed.js';

/** A registry of npm packages on loopback: its own tarballs, and whatever else there is from the default registry. */
export interface Registry {
  readonly url: string;
  /** Adds the package of a tarball; the version that was published last is `latest`. */
  publish(tarball: string): void;
  close(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

interface Release {
  readonly manifest: Manifest;
  readonly content: Buffer;
}

/** The process may end while it runs. */
export async function startRegistry(tarballs: readonly string[]): Promise<Registry> {
  const home = mkdtempSync(join(tmpdir(), 'wiretax-registry-'));
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], {
    cwd: home,
    encoding: 'utf8',
    env: environmentOfNpm(home),
  }).trim();
  rmSync(home, { recursive: true, force: true });
  const packages = new Map<string, Map<string, Release>>();
  const passed = new Map<string, Promise<Passed>>();
  const publish = (tarball: string): void => {
    const manifest = manifestIn(tarball);
    const releases = packages.get(manifest.name) ?? new Map<string, Release>();
    releases.delete(manifest.version);
    releases.set(manifest.version, { manifest, content: readFileSync(tarball) });
    packages.set(manifest.name, releases);
  };
  for (const tarball of tarballs) publish(tarball);

  let url = '';
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/').slice(1);
    const [name = '', version] = path.split('/-/');
    const releases = packages.get(name);
    if (request.method !== 'GET') answer(response, { status: 404, type: 'text/plain', body: 'read only' });
    else if (releases === undefined) {
      const address = new URL((request.url ?? '/').slice(1), upstream).href;
      const pending = passed.get(address) ?? fetched(address, request.headers.accept);
      passed.set(address, pending);
      void pending.then((found) => {
        answer(response, found);
      });
    } else if (version === undefined) {
      const body = JSON.stringify(packument(name, releases, url));
      answer(response, { status: 200, type: 'application/json', body });
    } else {
      const content = releases.get(version.replace(/\.tgz$/, ''))?.content;
      if (content === undefined)
        answer(response, { status: 404, type: 'text/plain', body: 'no such version' });
      else answer(response, { status: 200, type: 'application/octet-stream', body: content });
    }
  });
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  return {
    url,
    publish,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

interface Passed {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

function answer(response: ServerResponse, { status, type, body }: Passed): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

async function fetched(address: string, accept = '*/*'): Promise<Passed> {
  try {
    const found = await fetch(address, { headers: { accept } });
    const type = found.headers.get('content-type') ?? 'application/octet-stream';
    return { status: found.status, type, body: Buffer.from(await found.arrayBuffer()) };
  } catch (error) {
    return { status: 502, type: 'text/plain', body: String(error) };
  }
}

function packument(name: string, releases: ReadonlyMap<string, Release>, url: string): unknown {
  const versions = [...releases].map(([version, { manifest, content }]) => {
    const dist = {
      tarball: `${url}${name}/-/${version}.tgz`,
      shasum: createHash('sha1').update(content).digest('hex'),
      integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
    };
    return [version, { ...manifest, dist }] as const;
  });
  return { name, 'dist-tags': { latest: versions.at(-1)?.[0] }, versions: Object.fromEntries(versions) };
}

function manifestIn(tarball: string): Manifest {
  const text = execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], { encoding: 'utf8' });
  return JSON.parse(text) as Manifest;
}
