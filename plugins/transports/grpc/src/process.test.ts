import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { connect, failureOf, payload, tcpAt, withRawServer } from './echo.test.support.js';

const support = new URL('./echo.test.support.js', import.meta.url).href;
const transport = new URL('./transport.js', import.meta.url).href;

/** Runs a script in a process of its own; killed if it does not end by itself. */
function run(script: string): ChildProcess {
  const code = `import { codec, connect, echo, listen, payload, tcp } from ${JSON.stringify(support)};\nimport { grpc } from ${JSON.stringify(transport)};\n${script}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
}

async function exit(child: ChildProcess): Promise<unknown> {
  const [code] = (await once(child, 'exit')) as unknown[];
  return code;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no output');
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}

test('a process that closed its client and listener ends by itself', async () => {
  const child = run(`
    const listener = await listen(tcp, echo);
    const client = await connect(listener.endpoint, 20);
    await client.call(0, payload(1, 10));
    await client.close();
    await listener.close();
  `);
  assert.is(await exit(child), 0);
});

test('a process that could not connect ends by itself', async () => {
  await withRawServer(
    (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    async ({ ...endpoint }) => {
      const child = run(`await connect(${JSON.stringify(endpoint)}, 20).catch(() => undefined);`);
      assert.is(await exit(child), 0);
    },
  );
});

test('a process that gave up on a silent server ends by itself', async () => {
  await withRawServer(
    () => undefined,
    async ({ ...endpoint }) => {
      const child = run(`
        const signal = AbortSignal.timeout(200);
        const options = { channels: 2 };
        const endpoint = ${JSON.stringify(endpoint)};
        await grpc.connect({ endpoint, codec, clients: 1, options, signal }).catch(() => undefined);
      `);
      assert.is(await exit(child), 0);
    },
  );
});

test('a server process that is killed in the middle of calls fails them', async () => {
  const child = run(`
    const listener = await listen(tcp, () => {
      console.log('called');
      return new Promise(() => undefined);
    });
    console.log(listener.endpoint.address.split(':').at(-1));
  `);
  const port = Number(await firstLine(child));
  const client = await connect(tcpAt(port), 4);
  const calls = [0, 1, 2, 3].map((id) => failureOf(client.call(id, payload(id, 100))));
  assert.match(await firstLine(child), /called/);
  child.kill('SIGKILL');
  for (const failure of await Promise.all(calls)) assert.match(failure, /^grpc call to .* failed/);
  await client.close();
});

test.run();
