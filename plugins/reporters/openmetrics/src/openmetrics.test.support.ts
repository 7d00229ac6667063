// The grammar of OpenMetrics 1.0 and what its text demands beyond it, written anew from the specification.

export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
  readonly samples: readonly ParsedSample[];
}

const metricName = '[A-Za-z_:][A-Za-z0-9_:]*';
const number = String.raw`[+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf(?:inity)?)|nan`;
const escapedString = String.raw`(?:[^\n"\\]|\\.)*`;
const descriptor = new RegExp(String.raw`^# (TYPE|HELP|UNIT) (${metricName}) (.*)$`, 'u');
const sampleLine = new RegExp(String.raw`^(${metricName})(?:\{(.*)\})? (${number})$`, 'iu');
const labelPair = new RegExp(String.raw`([A-Za-z_][A-Za-z0-9_]*)="(${escapedString})"(,|$)`, 'yu');

const suffixes: Readonly<Record<string, readonly string[]>> = {
  gauge: [''],
  counter: ['_total', '_created'],
  histogram: ['_bucket', '_count', '_sum', '_created'],
  info: ['_info'],
  stateset: [''],
};

/** The families of a text; an error that says what the specification doesn't allow. */
export function parseOpenMetrics(text: string): readonly ParsedFamily[] {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const lines = text.slice(0, -1).split('\n');
  if (lines.pop() !== '# EOF') throw new Error('the last line is not # EOF');
  const families = new Map<string, { name: string; type: string; unit?: string; samples: ParsedSample[] }>();
  let current: { name: string; type: string; unit?: string; samples: ParsedSample[] } | undefined;
  for (const line of lines) {
    const [, keyword, name = '', rest = ''] = descriptor.exec(line) ?? [];
    if (keyword === 'TYPE') {
      if (families.has(name)) throw new Error(`${name} comes twice`);
      if (!Object.hasOwn(suffixes, rest)) throw new Error(`no type: ${line}`);
      current = { name, type: rest, samples: [] };
      families.set(name, current);
    } else if (keyword !== undefined) {
      if (name !== current?.name || current.samples.length > 0) throw new Error(`out of place: ${line}`);
      if (keyword === 'UNIT' && !name.endsWith(`_${rest}`)) throw new Error(`no suffix of its name: ${line}`);
      if (keyword === 'UNIT') current.unit = rest;
      if (!new RegExp(`^${escapedString}$`, 'u').test(rest)) throw new Error(`not escaped: ${line}`);
    } else {
      const [, sample = '', labels = '', value = ''] = sampleLine.exec(line) ?? [];
      const own = (suffixes[current?.type ?? ''] ?? []).map((suffix) => `${current?.name ?? ''}${suffix}`);
      if (current === undefined || !own.includes(sample)) throw new Error(`no sample of a family: ${line}`);
      current.samples.push({ name: sample, labels: parseLabels(labels), value: numberOf(value) });
    }
  }
  for (const family of families.values()) checkFamily(family);
  return [...families.values()];
}

function parseLabels(text: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  for (let at = 0; at < text.length; at = labelPair.lastIndex) {
    labelPair.lastIndex = at;
    const [, name = '', value = '', end = ''] = labelPair.exec(text) ?? [];
    if (name === '' || Object.hasOwn(labels, name)) throw new Error(`no label at ${String(at)}: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
    if (end === '') break;
  }
  return labels;
}

function numberOf(text: string): number {
  const value = /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
  if (Number.isNaN(value) && text.toLowerCase() !== 'nan') throw new Error(`no number: ${text}`);
  return value;
}

function checkFamily({ name, type, samples }: ParsedFamily): void {
  const keys = samples.map((sample) => JSON.stringify([sample.name, Object.entries(sample.labels).sort()]));
  if (new Set(keys).size < keys.length) throw new Error(`${name} has two samples with the same labels`);
  if (type === 'info' && samples.some(({ value }) => value !== 1)) throw new Error(`${name} is not 1`);
  if (type === 'stateset' && samples.some(({ labels }) => labels[name] === undefined))
    throw new Error(`${name} has no label of its name`);
  if (type === 'histogram') checkHistogram(name, samples);
}

function checkHistogram(name: string, samples: readonly ParsedSample[]): void {
  const metrics = new Map<string, ParsedSample[]>();
  for (const sample of samples) {
    const key = JSON.stringify(Object.entries(sample.labels).filter(([label]) => label !== 'le'));
    metrics.set(key, [...(metrics.get(key) ?? []), sample]);
  }
  for (const [key, own] of metrics) {
    const buckets = own.filter((sample) => sample.name === `${name}_bucket`);
    const bounds = buckets.map(({ labels }) => numberOf(labels['le'] ?? ''));
    const counts = buckets.map(({ value }) => value);
    if (bounds.at(-1) !== Infinity) throw new Error(`${name} ${key} has no bucket +Inf at its end`);
    if (bounds.some((bound, index) => index > 0 && bound <= (bounds[index - 1] ?? 0)))
      throw new Error(`${name} ${key}: bounds do not rise`);
    if (counts.some((count, index) => index > 0 && count < (counts[index - 1] ?? 0)))
      throw new Error(`${name} ${key}: buckets are not cumulative`);
    const count = own.find((sample) => sample.name === `${name}_count`)?.value;
    const hasSum = own.some((sample) => sample.name === `${name}_sum`);
    if (hasSum !== (count !== undefined)) throw new Error(`${name} ${key}: count or sum without the other`);
    if (count !== undefined && count !== counts.at(-1))
      throw new Error(`${name} ${key}: count is not that of the last bucket`);
  }
}
