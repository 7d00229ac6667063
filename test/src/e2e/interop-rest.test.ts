import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decodeText, encodeText, protoc } from './interop-protoc.js';
import { runTool, testWith, tool } from './interop-tools.js';
import { links, monotonicNs, withListener } from './interop-transport.js';

const curl = tool('curl', 'curl', ['--version']);
const mediaType = 'application/x-protobuf';

interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Connections that were opened for it: 0 if an earlier one was used again. */
  readonly connects: number;
  readonly allow: string;
  readonly body: Buffer;
}

interface Asked {
  readonly path?: string;
  readonly args?: readonly string[];
  readonly body?: Uint8Array;
}

async function askOnce(endpoint: Endpoint, request: Asked): Promise<Answer> {
  const [answer] = await ask(endpoint, request);
  if (answer === undefined) throw new Error('curl gave no answer');
  return answer;
}

/** One curl process; its requests come one after the other and may share a connection. */
async function ask(endpoint: Endpoint, ...requests: readonly Asked[]): Promise<readonly Answer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-curl-'));
  try {
    const origin = endpoint.link === 'tcp' ? endpoint.address : 'localhost';
    const socket = endpoint.link === 'unix' ? ['--unix-socket', endpoint.address] : [];
    const args = requests.flatMap(({ path = '/echo', args: more = [], body }, index) => {
      const [sent, received] = [`sent-${String(index)}`, `received-${String(index)}`].map((name) =>
        join(folder, name),
      ) as [string, string];
      if (body !== undefined) writeFileSync(sent, body);
      const upload =
        body === undefined ? [] : ['--data-binary', `@${sent}`, '--header', `content-type: ${mediaType}`];
      const format = '%{http_code}|%{content_type}|%{num_connects}|%header{allow}\\n';
      const common = ['--silent', '--show-error', '--output', received, '--write-out', format, ...socket];
      return [...(index > 0 ? ['--next'] : []), ...common, ...upload, ...more, `http://${origin}${path}`];
    });
    const { code, stdout, stderr } = await runTool('curl', args);
    assert.is(code, 0, stderr);
    const lines = stdout.toString().trimEnd().split('\n');
    assert.is(lines.length, requests.length);
    return lines.map((line, index) => {
      const [status, contentType = '', connects, allow = ''] = line.split('|');
      const body = readFileSync(join(folder, `received-${String(index)}`));
      return { status: Number(status), contentType, connects: Number(connects), allow, body };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A request whose data is all byte values, and its data as the text format writes it. */
const everyByte = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

for (const link of links) {
  testWith([curl, protoc], `curl posts a body of protoc over ${link}`, async () => {
    await withListener('rest', link, {}, async ({ endpoint }) => {
      const body = await encodeText(`id: 9007199254740991 data: "${everyByte}" service_time_ns: 1000000`);
      const fromNs = monotonicNs();
      const answer = await askOnce(endpoint, { body });
      const toNs = monotonicNs();
      assert.is(answer.status, 200);
      assert.is(answer.contentType, mediaType);
      const [sent, received] = [await decodeText(body), await decodeText(answer.body)];
      assert.is(received.get('id'), '9007199254740991');
      assert.is(received.get('data'), sent.get('data'));
      assert.is(received.get('reply_size'), '256');
      assert.ok(Number(received.get('service_time_ns')) >= 1e6);
      const handledNs = Number(received.get('timestamp_ns'));
      assert.ok(handledNs >= fromNs && handledNs <= toNs, 'the time of handling is one of this clock');
    });
  });
}

testWith([curl, protoc], 'a connection is used again; a reply is as long as was asked for', async () => {
  await withListener('rest', 'tcp', {}, async ({ endpoint }) => {
    const sizes = [0, 1, 100_000];
    const bodies = await Promise.all(
      sizes.map((size) => encodeText(`id: 1 data: "abc" reply_size: ${String(size)}`)),
    );
    const answers = await ask(endpoint, ...bodies.map((body) => ({ body })));
    assert.equal(
      answers.map(({ status, connects }) => [status, connects]),
      [
        [200, 1],
        [200, 0],
        [200, 0],
      ],
    );
    const received = await Promise.all(answers.map(({ body }) => decodeText(body)));
    assert.equal(
      received.map((reply) => Number(reply.get('reply_size') ?? 0)),
      sizes,
    );
    const longest = answers[2];
    assert.ok(longest !== undefined && longest.body.length >= 100_000 && longest.body.length < 100_064);
  });
});

testWith([curl, protoc], 'a chunked upload', async () => {
  await withListener('rest', 'tcp', {}, async ({ endpoint }) => {
    const body = await encodeText(`id: 5 data: "${'x'.repeat(300_000)}"`);
    const answer = await askOnce(endpoint, { body, args: ['--header', 'transfer-encoding: chunked'] });
    assert.is(answer.status, 200);
    const received = await decodeText(answer.body);
    assert.is(received.get('data'), (await decodeText(body)).get('data'));
  });
});

testWith([curl, protoc], 'a wrong path, method or body is refused, and the connection stays', async () => {
  await withListener('rest', 'tcp', {}, async ({ endpoint, requests }) => {
    const body = await encodeText('id: 6 data: "abc"');
    const answers = await ask(
      endpoint,
      { body, path: '/nothing' },
      {},
      { body, args: ['--request', 'PUT'] },
      { body: body.subarray(0, body.length - 1) },
      { body: Buffer.from('no protobuf') },
      { body },
    );
    assert.equal(
      answers.map(({ status }) => status),
      [404, 405, 405, 400, 400, 200],
    );
    assert.equal(
      answers.map(({ allow }) => allow),
      ['', 'POST, OPTIONS', 'POST, OPTIONS', '', '', ''],
    );
    for (const { status, contentType, body: text } of answers) {
      if (status === 200) continue;
      assert.match(contentType, /^text\/plain/);
      assert.match(text.toString(), /^\S.*\n$/);
    }
    assert.equal(
      answers.map(({ connects }) => connects),
      [1, 0, 0, 0, 0, 0],
    );
    assert.is(requests(), 1);
  });
});

testWith(
  [curl, protoc],
  'a body over the limit is refused, whether its length is announced or not',
  async () => {
    await withListener('rest', 'tcp', { maxBodyBytes: 1000 }, async ({ endpoint, requests }) => {
      const large = await encodeText(`id: 7 data: "${'x'.repeat(2_000_000)}"`);
      const small = await encodeText('id: 8 data: "abc"');
      const chunked = ['--header', 'transfer-encoding: chunked'];
      const answers = await ask(
        endpoint,
        { body: large },
        { body: large, args: chunked },
        { body: small, args: chunked },
      );
      assert.equal(
        answers.map(({ status }) => status),
        [413, 413, 200],
      );
      for (const { body } of answers.slice(0, 2)) assert.match(body.toString(), /maxBodyBytes/);
      assert.is(requests(), 1);
    });
  },
);

test.run();
