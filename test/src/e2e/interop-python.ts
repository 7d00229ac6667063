import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Endpoint } from '@wiretax/core';
import * as assert from 'uvu/assert';
import { root } from '../test-files.js';
import { withPythonMessages } from './interop-protoc.js';
import { runTool, succeeds, type Tool } from './interop-tools.js';

/** The system's own comes second: what a distribution packages is found by no other. */
const interpreters = ['python3', '/usr/bin/python3'];
const interpreterWith = (...modules: string[]): string | undefined =>
  interpreters.find((command) => succeeds(command, ['-c', `import ${modules.join(', ')}`]));

const messages = interpreterWith('google.protobuf');
const both = interpreterWith('grpc', 'google.protobuf');

export const pythonProtobuf: Tool = { name: 'Python with protobuf', available: messages !== undefined };
export const pythonGrpc: Tool = { name: 'Python with grpcio', available: both !== undefined };

const command = both ?? messages ?? 'python3';
const script = (name: string): string => join(root, 'test', 'peers', `${name}.py`);

/** Runs a script of `test/peers` that prints one line of JSON for each line that it is given. */
export function exchange(
  name: string,
  args: readonly string[],
  lines: readonly unknown[],
): Promise<readonly unknown[]> {
  return withPythonMessages(async (folder) => {
    const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const result = await runTool(command, [script(name), ...args], input, pathTo(folder));
    assert.is(result.code, 0, result.stderr);
    const printed = result.stdout.toString().trimEnd();
    return printed === '' ? [] : printed.split('\n').map((line) => JSON.parse(line) as unknown);
  });
}

/** An echo server in Python while `work` runs. */
export function withEchoServer(
  transport: 'tcp' | 'rest' | 'grpc',
  work: (endpoint: Endpoint) => Promise<void>,
): Promise<void> {
  return withPythonMessages(async (folder) => {
    const server = spawn(command, [script('echo_server'), transport], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...pathTo(folder) },
    });
    const gone = once(server, 'exit');
    try {
      const [line] = (await Promise.race([once(server.stdout, 'data'), gone])) as [unknown];
      const port = Buffer.isBuffer(line) ? Number(line.toString()) : undefined;
      if (port === undefined) throw new Error(`the ${transport} server in Python ended before it listened`);
      await work({ link: 'tcp', address: `127.0.0.1:${String(port)}` });
    } finally {
      server.stdin.end();
      await gone;
    }
  });
}

/** Where the generated messages are found; nothing is written beside the scripts. */
function pathTo(folder: string): Readonly<Record<string, string>> {
  return { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
}
