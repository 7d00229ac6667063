import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { echoProto } from '@wiretax/proto';
import * as assert from 'uvu/assert';
import { runTool, tool } from './interop-tools.js';

const proto = fileURLToPath(echoProto);
const args = (...rest: string[]): string[] => [`--proto_path=${dirname(proto)}`, ...rest, proto];

/** Google's compiler of Protocol Buffers, which also encodes and decodes messages. */
export const protoc = tool('protoc', 'protoc', ['--version']);

async function run(rest: readonly string[], input: string | Uint8Array): Promise<Buffer> {
  const { code, stdout, stderr } = await runTool('protoc', args(...rest), input);
  assert.is(code, 0, stderr);
  return stdout;
}

/** The bytes of a Payload in the text format: `id: 7 data: "abc"`. */
export function encodeText(text: string): Promise<Buffer> {
  return run(['--encode=wiretax.v1.Payload'], text);
}

/** The fields of an encoded Payload as the text format writes them; those that are absent are undefined. */
export async function decodeText(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const text = (await run(['--decode=wiretax.v1.Payload'], bytes)).toString();
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
}

/** A folder with the Python code of the messages, while `work` runs. */
export async function withPythonMessages<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-messages-'));
  try {
    await run([`--python_out=${folder}`], '');
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
