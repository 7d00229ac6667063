import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { square, use } from '../../testing/sample-experiment.js';
import { parseReply, protocolVersion, type Reply, type StartPeer } from './messages.js';

const peerEntry = fileURLToPath(new URL('main.js', import.meta.url));

/** Says when it is asked to connect, and never does. */
const plugin = `export default {
  name: 'slow',
  api: 2,
  apply: ({ transports, codecs, loads }) => {
    loads.add('closed', { kind: 'closed', pace: () => ({ next: (afterNs) => afterNs }) });
    codecs.add('plain', { contentType: 'x', encode: () => new Uint8Array(), decode: () => ({}) });
    transports.add('slow', {
      listen: () => undefined,
      connect: () => {
        console.error('asked to connect');
        return new Promise(() => undefined);
      },
      supports: { forms: ['socket'], connections: 'shared', maxMessageBytes: 1024 },
    });
  },
};`;

function startOf(entry: string): StartPeer {
  return {
    peer: 'client',
    half: 'client',
    plugins: [{ name: 'slow', version: '1.0.0', entry, dependencies: {}, foreignCore: false }],
    settings: {},
    transport: use('slow'),
    codec: use('plain'),
    clients: 1,
    part: 0,
    parts: 1,
    size: square(64),
    serviceTimeNs: 0,
    flow: [],
    load: use('closed'),
    callTimeoutMs: 1000,
    seed: 1,
  };
}

test('what a plugin was at when its peer was told to stop fails with that, and the peer ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-peer-'));
  const file = join(folder, 'slow.mjs');
  writeFileSync(file, plugin);
  const child = spawn(process.execPath, [peerEntry], { stdio: 'pipe', detached: true });
  const ask = (id: number, name: string, what: unknown): void => {
    child.stdin.write(`${JSON.stringify({ v: protocolVersion, id, name, ask: what })}\n`);
  };
  const replies: Reply[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) {
      const reply = parseReply(line);
      if (reply === undefined) continue;
      replies.push(reply);
      if (replies.length > 1) continue;
      if ('ok' in reply && reply.ok) ask(2, 'connect', { endpoint: { link: 'tcp', address: '127.0.0.1:1' } });
      else child.kill();
    }
  });
  child.stderr.once('data', () => {
    ask(3, 'stop', null);
  });
  ask(1, 'start', startOf(pathToFileURL(file).href));
  const [code] = (await once(child, 'close')) as [number | null];
  rmSync(folder, { recursive: true });
  assert.is(code, 0);
  const error = { code: 'E_STOPPED', message: 'the peer was told to stop' };
  assert.equal(replies.slice(1), [
    { v: protocolVersion, id: 2, ok: false, error },
    { v: protocolVersion, id: 3, ok: true, answer: null },
  ]);
});

test.run();
