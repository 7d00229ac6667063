import { allAxes, flagOfAxis, type Form } from '@wiretax/core';
import type { PlainObject } from './plain-object.js';

/** What `run` was given on the command line, as text. */
export interface RunFlags {
  /** Of axes, by the names of their flags. */
  readonly [axis: string]: readonly string[] | string | undefined;
  readonly collect?: readonly string[] | undefined;
  readonly reporter?: readonly string[] | undefined;
  readonly analysis?: readonly string[] | undefined;
  /** `false` for none. */
  readonly page?: string | undefined;
  readonly requests?: string | undefined;
  readonly duration?: string | undefined;
  readonly reps?: string | undefined;
  readonly seed?: string | undefined;
  readonly until?: string | undefined;
  readonly budget?: string | undefined;
}

export interface Overrides {
  /** Written as a config would. */
  readonly config: PlainObject;
  /** The flag that set each key. */
  readonly flagOf: ReadonlyMap<string, string>;
}

/** The key of the config that each flag sets. */
function keysOfFlags(): ReadonlyMap<string, string> {
  return new Map([
    ...allAxes().map((axis) => [flagOfAxis(axis), axis.name] as const),
    ['collect', 'collectors'],
    ['reporter', 'reporters'],
    ['analysis', 'analyses'],
    ['page', 'page'],
    ['requests', 'requests'],
    ['duration', 'duration'],
    ['reps', 'repetitions'],
    ['seed', 'seed'],
    ['until', 'until'],
    ['budget', 'budget'],
    ['tolerate', 'tolerate'],
  ]);
}

/** Flags as a config that is laid over the user's. */
export function readFlags(flags: RunFlags): Overrides {
  const config: Record<string, unknown> = {};
  const flagOf = new Map<string, string>();
  const forms = new Map(allAxes().map((axis) => [flagOfAxis(axis), axis.form]));
  for (const [flag, key] of keysOfFlags()) {
    const given = flags[flag];
    if (given === undefined) continue;
    const valueOf = flag === 'collect' ? use : itemReaders[forms.get(flag) ?? 'word'];
    config[key] = typeof given === 'string' ? scalar(given) : items(given).map(valueOf);
    if ((flag === 'collect' || flag === 'reporter') && items(given as readonly string[]).join() === 'none') {
      config[key] = [];
    }
    flagOf.set(key, `--${flag}`);
  }
  return { config, flagOf };
}

function items(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.split(',')).map((text) => text.trim());
}

/** How one item of a list is read. */
const itemReaders: Readonly<Record<Form, (item: string) => unknown>> = {
  use,
  uses: (item) => (item.includes('+') ? item.split('+').map(use) : use(item)),
  size: (item) => {
    const [request, reply] = item.split('/');
    return reply === undefined ? item : { request, reply };
  },
  count: scalar,
  duration: (item) => (item === '0' ? 0 : item),
  word: (item) => item,
  flags: (item) => item,
  target: (item) => item,
};

/** `grpc:channels=4:as=wide` is `{use: grpc, channels: 4, as: wide}`. */
function use(text: string): unknown {
  const [name, ...options] = text.split(':');
  if (options.length === 0) return name;
  const entries = options.map((option) => {
    const at = option.indexOf('=');
    return at < 0 ? [option, true] : [option.slice(0, at), scalar(option.slice(at + 1))];
  });
  return { use: name, ...(Object.fromEntries(entries) as PlainObject) };
}

function scalar(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
