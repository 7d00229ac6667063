import type { TracedCall } from './traced-call.js';

// % time     seconds  usecs/call     calls    errors syscall
//  84.32    0.082063        3907        21         2 futex
const row = /^\s*[\d.,]+\s+(\d+)[.,](\d{6})\s+\d+\s+(\d+)\s+(?:(\d+)\s+)?([a-z_][a-z0-9_]*)\s*$/;

/** Reads the table of `strace -c -w`; other lines are passed over. */
export function parseStraceSummary(text: string): readonly TracedCall[] {
  const calls = new Map<string, TracedCall>();
  for (const line of text.split('\n')) {
    const [, seconds, micros, count, errors = '0', written] = row.exec(line) ?? [];
    if (written === undefined || written === 'total') continue;
    const name = written.replace(/^_+|_+$/g, '').replace(/_{2,}/g, '_');
    if (name === '') continue;
    calls.set(name, {
      name,
      calls: Number(count),
      errors: Number(errors),
      timeNs: (Number(seconds) * 1e6 + Number(micros)) * 1000,
    });
  }
  return [...calls.values()];
}
