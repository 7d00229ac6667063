import type { PlainObject } from './plain-object.js';

/** What `run` was given on the command line, as text. */
export interface RunFlags {
  readonly transport?: readonly string[] | undefined;
  readonly size?: readonly string[] | undefined;
  readonly concurrency?: readonly string[] | undefined;
  readonly link?: readonly string[] | undefined;
  readonly codec?: readonly string[] | undefined;
  readonly flow?: readonly string[] | undefined;
  readonly placement?: readonly string[] | undefined;
  readonly 'service-time'?: readonly string[] | undefined;
  readonly node?: readonly string[] | undefined;
  readonly collect?: readonly string[] | undefined;
  readonly reporter?: readonly string[] | undefined;
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

const keyOfFlag: Readonly<Record<keyof RunFlags, string>> = {
  transport: 'transport',
  size: 'size',
  concurrency: 'concurrency',
  link: 'link',
  codec: 'codec',
  flow: 'flow',
  placement: 'placement',
  'service-time': 'serviceTime',
  node: 'node',
  collect: 'collectors',
  reporter: 'reporters',
  requests: 'requests',
  duration: 'duration',
  reps: 'repetitions',
  seed: 'seed',
  until: 'until',
  budget: 'budget',
};

/** Flags as a config that is laid over the user's. */
export function readFlags(flags: RunFlags): Overrides {
  const config: Record<string, unknown> = {};
  const flagOf = new Map<string, string>();
  for (const flag of Object.keys(keyOfFlag) as (keyof RunFlags)[]) {
    const given = flags[flag];
    if (given === undefined) continue;
    const key = keyOfFlag[flag];
    config[key] = typeof given === 'string' ? scalar(given) : items(given).map((item) => valueOf(flag, item));
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

/** How one item of a list is read, for flags whose items aren't plain names. */
const itemReaders: Readonly<Partial<Record<keyof RunFlags, (item: string) => unknown>>> = {
  size: (item) => {
    const [request, reply] = item.split('/');
    return reply === undefined ? item : { request, reply };
  },
  concurrency: scalar,
  'service-time': (item) => (item === '0' ? 0 : item),
  flow: (item) => (item.includes('+') ? item.split('+').map(use) : use(item)),
  transport: use,
  codec: use,
  collect: use,
};

function valueOf(flag: keyof RunFlags, item: string): unknown {
  return itemReaders[flag]?.(item) ?? item;
}

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
