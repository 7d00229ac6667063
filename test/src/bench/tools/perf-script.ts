import { closeSync, openSync, writeSync } from 'node:fs';

const framesOfNode = [
  ['__libc_start_call_main', '/usr/lib/x86_64-linux-gnu/libc.so.6'],
  ['node::Start', '/usr/bin/node'],
  ['uv_run', '/usr/bin/node'],
  ['uv__io_poll', '/usr/bin/node'],
  ['node::LibuvStreamWrap::OnUvRead', '/usr/bin/node'],
  ['node::InternalMakeCallback', '/usr/bin/node'],
  ['v8::internal::(anonymous namespace)::Invoke', '/usr/bin/node'],
  ['Builtins_JSEntryTrampoline', '/usr/bin/node'],
] as const;
const distinctStacks = 3000;

/** Writes text as perf script does for samples of Node.js peers: 14 to 37 frames, 3,000 distinct stacks. */
export function writePerfScript(path: string, samples: number): void {
  const file = openSync(path, 'w');
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const stacks = Array.from({ length: distinctStacks }, () => stackOf(random));
  let text = '';
  for (let sample = 0; sample < samples; sample += 1) {
    text += `node 4711/${String(4711 + random(4))} \n`;
    for (const [symbol, object, base] of stacks[random(distinctStacks)] ?? []) {
      text += `\t${(base + random(4096)).toString(16).padStart(16)} ${symbol} (${object})\n`;
    }
    text += '\n';
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  closeSync(file);
}

type Random = (below: number) => number;
type Line = readonly [symbol: string, object: string, base: number];

/** Innermost first. Addresses of the kernel lose their low bits as numbers, which nothing here reads. */
function stackOf(random: Random): readonly Line[] {
  const outer = framesOfNode.map(([symbol, object]): Line => [symbol, object, 0x7bb000 + random(1e6)]);
  const scripts = Array.from({ length: 4 + random(16) }, (): Line => {
    const place = `node:internal/streams/module_${String(random(40))}:${String(random(2000))}:${String(random(80))}`;
    return [
      `JS:*function_${String(random(400))} ${place}`,
      '/tmp/perf-4711.map',
      0x7fe662800000 + random(1e6),
    ];
  });
  const kernel = Array.from({ length: 2 + random(12) }, (): Line => {
    return [`tcp_function_${String(random(200))}`, '[kernel.kallsyms]', 0xffffffff81000000];
  });
  return [...outer, ...scripts, ...kernel].reverse();
}
