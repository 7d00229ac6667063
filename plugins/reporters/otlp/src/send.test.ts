import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reporter } from '@wiretax/core';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { metricsRequest } from './request.js';
import { otlpReporter } from './reporter.js';
import type { Endpoint } from './settings.js';

interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A collector on this machine; ends with the test. */
async function withCollector(
  answer: (response: ServerResponse, path: string) => void,
  use: (url: string, received: readonly Received[]) => Promise<void>,
): Promise<void> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response, request.url ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await use(`http://127.0.0.1:${String(port)}/v1/metrics`, received);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const results = sampleResults([sampleRow()]);

async function report(reporter: Reporter): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  await reporter.report(results, {
    columns: 0,
    color: false,
    print: () => undefined,
    write: (file, text) => {
      files.set(file, text);
      return Promise.resolve(file);
    },
  });
  return files;
}

async function failureOf(url: string, changes: Partial<Endpoint> = {}): Promise<string> {
  try {
    await report(otlpReporter({ url, headers: [], timeoutMs: 5000, ...changes }));
  } catch (thrown) {
    return (thrown as Error).message;
  }
  throw new Error('it was to fail');
}

const taken = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}');
};

test('what is written is what is sent, once, with the headers that were asked for', async () => {
  await withCollector(taken, async (url, received) => {
    const headers = [{ name: 'x-scope', value: 'bench' }];
    const files = await report(otlpReporter({ url, headers, timeoutMs: 5000 }));
    assert.equal(
      received.map(({ path }) => path),
      ['/v1/metrics'],
    );
    const [only] = received;
    assert.ok(only);
    assert.is(only.headers['content-type'], 'application/json');
    assert.is(only.headers['x-scope'], 'bench');
    assert.is(`${only.body}\n`, files.get('otlp-metrics.json'));
    assert.equal(JSON.parse(only.body), JSON.parse(JSON.stringify(metricsRequest(results))));
  });
});

test('without an endpoint it is only written', async () => {
  assert.equal([...(await report(otlpReporter(undefined))).keys()], ['otlp-metrics.json']);
});

test('an endpoint that refuses, or takes a part, is a failure with its words', async () => {
  const refusing = (response: ServerResponse): void => {
    response.writeHead(400).end('bad\u001b[31m data');
  };
  await withCollector(refusing, async (url) => {
    assert.match(await failureOf(url), /^the OTLP endpoint 127\.0\.0\.1:\d+ answered 400: bad data$/);
  });
  const partial = (response: ServerResponse): void => {
    response.end('{"partialSuccess":{"rejectedDataPoints":"3","errorMessage":"too old"}}');
  };
  await withCollector(partial, async (url) => {
    assert.match(await failureOf(url), / refused 3 data points: too old$/);
  });
});

test('a redirect is not followed', async () => {
  const redirecting = (response: ServerResponse, path: string): void => {
    if (path === '/v1/metrics') response.writeHead(307, { location: '/elsewhere' }).end();
    else taken(response);
  };
  await withCollector(redirecting, async (url, received) => {
    assert.match(await failureOf(url), /can't be reached: /);
    assert.is(received.length, 1);
  });
});

test('an endpoint that gives no answer in time, or is not there, is a failure', async () => {
  await withCollector(
    () => undefined,
    async (url) => {
      assert.match(await failureOf(url, { timeoutMs: 50 }), / gave no answer within 0\.05 s$/);
    },
  );
  let gone = '';
  await withCollector(taken, (url) => {
    gone = url;
    return Promise.resolve();
  });
  assert.match(await failureOf(gone), /can't be reached: /);
  assert.match(await failureOf('localhost:4318'), /is no http or https URL/);
});

test('a token that can not be sent is not told, nor a password in the URL', async () => {
  const headers = [{ name: 'authorization', value: 'Bearer to\nken' }];
  const told = await failureOf('http://127.0.0.1:1/v1/metrics', { headers });
  assert.is(
    told,
    "the value of the OTLP header authorization has characters that a header can't hold, such as a line end",
  );
  const user = await failureOf('http://me:word@127.0.0.1:1/v1/metrics');
  assert.match(user, /^the OTLP endpoint 127\.0\.0\.1:1 has a user in its URL/);
});

test.run();
