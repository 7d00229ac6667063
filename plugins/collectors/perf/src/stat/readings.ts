/** One line of what `perf stat` has counted. */
export interface Reading {
  /** Without the modifiers and the PMU that perf adds: `cycles`, not `cpu_core/cycles/u`. */
  readonly event: string;
  readonly value: number | 'not supported' | 'not counted';
  /** Empty for a mere count. */
  readonly unit: string;
  /** Share of the time in which it was on a counter; perf has scaled the value where it is below 1. */
  readonly runningShare: number;
  /** What happened in the kernel isn't in it. */
  readonly userOnly: boolean;
}

/** Reads the output of `perf stat -j`; what is not a counter's line is passed over. */
export function parseJsonReadings(text: string): readonly Reading[] {
  return text.split('\n').flatMap((line) => {
    // Not by JSON.parse: perf before 6.8 writes numbers as the locale has them, and metrics such as `nan`.
    const value = /"counter-value"\s*:\s*"([^"]*)"/.exec(line)?.[1];
    const event = /"event"\s*:\s*"([^"]*)"/.exec(line)?.[1];
    if (value === undefined || event === undefined) return [];
    const unit = /"unit"\s*:\s*"([^"]*)"/.exec(line)?.[1] ?? '';
    const percent = /"pcnt-running"\s*:\s*"?(\d+(?:[.,]\d+)?)/.exec(line)?.[1] ?? '100';
    return reading(event, value, unit, percent);
  });
}

export const separator = ';';

/** Reads the output of `perf stat -x ';'`: value, unit, event, time on a counter, percentage of it, … */
export function parseSeparatedReadings(text: string): readonly Reading[] {
  return text.split('\n').flatMap((line) => {
    const [value, unit, event, , percent] = line.split(separator);
    if (value === undefined || unit === undefined || event === undefined || percent === undefined) return [];
    return reading(event, value, unit, percent);
  });
}

function reading(named: string, written: string, unit: string, percent: string): readonly Reading[] {
  const value = valueOf(written.trim());
  const { event, modifiers } = plainEvent(named.trim());
  if (value === undefined || event === '') return [];
  const share = (decimal(percent.trim()) ?? 100) / 100;
  return [
    {
      event,
      value,
      unit: unit.trim(),
      runningShare: Math.min(share, 1),
      userOnly: modifiers.includes('u') && !modifiers.includes('k'),
    },
  ];
}

function valueOf(written: string): Reading['value'] | undefined {
  if (written === '<not supported>') return 'not supported';
  return written === '<not counted>' ? 'not counted' : decimal(written);
}

function decimal(written: string): number | undefined {
  if (!/^\d+(?:[.,]\d+)?$/.test(written)) return undefined;
  const value = Number(written.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

function plainEvent(named: string): { event: string; modifiers: string } {
  const ofPmu = /^[\w-]+\/([^/]*)\/([a-zA-Z]*)$/.exec(named);
  if (ofPmu) return { event: ofPmu[1] ?? '', modifiers: ofPmu[2] ?? '' };
  const modified = /^(.+):([ukhHGIDpPSWeb]+)$/.exec(named);
  return { event: modified?.[1] ?? named, modifiers: modified?.[2] ?? '' };
}
