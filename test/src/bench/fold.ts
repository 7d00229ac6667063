import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptFolder } from '@wiretax/flame';
import { writePerfScript } from './tools/perf-script.js';
import { numberOption, textOption } from './tools/arguments.js';

/**
 * Folds the output of perf script, and has stackcollapse-perf.pl fold the same file. Goal: 500,000 samples in
 * under 10 s, faster than it, in memory that doesn't grow with samples.
 */
const samples = numberOption('samples', 500_000);
const source =
  'https://raw.githubusercontent.com/brendangregg/FlameGraph/41fee1f99f9276008b7cd112fca19dc3ea84ac32/stackcollapse-perf.pl';

interface Run {
  readonly seconds: number;
  readonly stacks: number;
}

async function ours(file: string): Promise<Run & { readonly growthMb: number }> {
  const startMs = performance.now();
  const beforeBytes = process.memoryUsage().rss;
  let peakBytes = beforeBytes;
  const folder = new ScriptFolder();
  for await (const chunk of createReadStream(file, { encoding: 'utf8' })) {
    folder.push(String(chunk));
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }
  const folded = folder.end();
  if (folded.samples !== samples) throw new Error(`${String(folded.samples)} samples of ${String(samples)}`);
  return {
    seconds: (performance.now() - startMs) / 1000,
    stacks: folded.stacks.size,
    growthMb: (peakBytes - beforeBytes) / 1e6,
  };
}

function theirs(script: string, file: string): Run {
  const startMs = performance.now();
  const { status, stdout, stderr } = spawnSync(script, {
    stdio: [openSync(file, 'r'), 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`stackcollapse-perf.pl exited with ${String(status)}: ${stderr}`);
  return { seconds: (performance.now() - startMs) / 1000, stacks: stdout.trim().split('\n').length };
}

/** Where stackcollapse-perf.pl is: given, or fetched; undefined if neither can be. */
async function stackcollapse(into: string): Promise<string | undefined> {
  const given = textOption('stackcollapse', '');
  if (given !== '') return given;
  try {
    const answer = await fetch(source, { signal: AbortSignal.timeout(20_000) });
    if (!answer.ok) return undefined;
    const path = join(into, 'stackcollapse-perf.pl');
    writeFileSync(path, await answer.text(), { mode: 0o755 });
    return path;
  } catch {
    return undefined;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'wiretax-fold-'));
try {
  const file = join(folder, 'perf.txt');
  writePerfScript(file, samples);
  const megabytes = (statSync(file).size / 1e6).toFixed(0);
  console.log(
    `${String(samples)} samples of perf script, ${megabytes} MB; goal: under 10 s, and faster than perl`,
  );
  const { seconds, stacks, growthMb } = await ours(file);
  console.log(
    `wiretax              ${seconds.toFixed(2)} s, ${String(stacks)} stacks, ${growthMb.toFixed(0)} MB more memory`,
  );
  const script = await stackcollapse(folder);
  if (script === undefined) {
    console.log('SKIPPED: stackcollapse-perf.pl can’t be fetched; give --stackcollapse PATH');
  } else {
    const other = theirs(script, file);
    console.log(`stackcollapse-perf   ${other.seconds.toFixed(2)} s, ${String(other.stacks)} stacks`);
    console.log(`ratio                ${(other.seconds / seconds).toFixed(1)} times as fast`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
