import type { Inherited } from '../../contract/conditions.js';
import type { MachineFacts } from '../../contract/machine-facts.js';
import { significant } from '../../kernel/units.js';

/** What a session ran on, and what its peers inherited; the latter is not known of runs of Wiretax 0.1.0. */
export interface Ground {
  readonly machine: MachineFacts;
  readonly inherited?: Inherited | undefined;
}

/** Something that is not the same on two grounds. */
export interface Difference {
  /** Member of the machine's description, or of what is inherited: `kernel`, `variables.NODE_OPTIONS`. */
  readonly key: string;
  readonly name: string;
  readonly was: string;
  readonly is: string;
  /** Whether it changes what peers are or what they run on, so that launches of both must be told apart. */
  readonly essential: boolean;
}

type Value = string | number | boolean | null | undefined;
type Member<T> = readonly [key: string, name: string, of: (from: T) => Value];

/** Everything that runs are compared by and that resuming asks about. `undefined` is "not known": that differs from nothing. */
const ofMachine: readonly Member<MachineFacts>[] = [
  ['cpuModel', 'CPU', ({ cpuModel }) => cpuModel],
  ['logicalCpus', 'logical CPUs', ({ logicalCpus }) => logicalCpus],
  ['smt', 'SMT', ({ smt }) => smt],
  ['governor', 'governor', ({ governor }) => governor],
  ['turbo', 'turbo', ({ turbo }) => turbo],
  ['virtualisation', 'virtualisation', ({ virtualisation }) => virtualisation],
  ['clockSource', 'clock source', ({ clockSource }) => clockSource],
  ['platform', 'system', ({ platform }) => platform],
  ['architecture', 'architecture', ({ architecture }) => architecture],
  ['kernel', 'kernel', ({ kernel }) => kernel],
  ['node', 'Node.js', ({ node }) => node],
  ['v8', 'V8', ({ v8 }) => v8],
  ['openFilesLimit', 'open files', ({ openFilesLimit }) => openFilesLimit],
];
const aside: readonly Member<MachineFacts>[] = [
  ['perfEventParanoid', 'perf_event_paranoid', ({ perfEventParanoid }) => perfEventParanoid],
  ['execArgv', "flags of Wiretax's own Node.js", ({ execArgv }) => execArgv.join(' ') || 'none'],
];
const ofInherited: readonly Member<Inherited>[] = [
  ['allowedCpus', 'CPUs that may be used', ({ allowedCpus }) => allowedCpus],
  ['nice', 'nice level', ({ nice }) => nice],
  ['quotaCpus', 'CPU quota', ({ quotaCpus }) => (quotaCpus === null ? 'none' : cpusText(quotaCpus))],
  [
    'memoryLimitBytes',
    'memory limit',
    ({ memoryLimitBytes: bytes }) => (bytes === null ? 'none' : bytesText(bytes)),
  ],
];

/** What is otherwise on `now` than it was on `before`. */
export function differences(before: Ground, now: Ground): readonly Difference[] {
  const [was, is] = [traitsOf(before), traitsOf(now)];
  const names = new Map([...was, ...is].map(([key, { name, essential }]) => [key, { name, essential }]));
  return [...names].flatMap(([key, trait]) => {
    const [left, right] = [valueIn(was, key, before), valueIn(is, key, now)];
    return left === undefined || right === undefined || left === right
      ? []
      : [{ key, ...trait, was: text(left), is: text(right) }];
  });
}

interface Trait {
  readonly name: string;
  readonly essential: boolean;
  readonly value: Value;
}

function traitsOf({ machine, inherited }: Ground): ReadonlyMap<string, Trait> {
  const members = <T>(all: readonly Member<T>[], from: T, essential: boolean): [string, Trait][] =>
    all.map(([key, name, of]) => [key, { name, essential, value: of(from) }]);
  const entries = (record: object, key: string, title: string): [string, Trait][] =>
    Object.entries(record).map(([name, value]) => [
      `${key}.${name}`,
      { name: `${title}${name}`, essential: true, value: value as string },
    ]);
  return new Map([
    ...members(ofMachine, machine, true),
    ...members(aside, machine, false),
    ...entries(machine.mitigations, 'mitigations', 'mitigation of '),
    ...(inherited === undefined
      ? []
      : [
          ...members(ofInherited, inherited, true),
          ...entries(inherited.limits, 'limits', 'limit of '),
          ...entries(inherited.variables, 'variables', ''),
        ]),
  ]);
}

/** A variable that one side doesn't have is unset there, if that side tells of variables at all. */
function valueIn(traits: ReadonlyMap<string, Trait>, key: string, { inherited }: Ground): Value {
  const trait = traits.get(key);
  if (trait !== undefined) return trait.value;
  return key.startsWith('variables.') && inherited !== undefined ? 'unset' : undefined;
}

function text(value: Value): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null || value === undefined ? 'unknown' : String(value);
}

export function differenceText({ name, was, is }: Difference): string {
  return `${name} ${is}, was ${was}`;
}

export function cpusText(cpus: number): string {
  return `${String(Number(significant(cpus)))} ${cpus === 1 ? 'CPU' : 'CPUs'}`;
}

export function bytesText(bytes: number): string {
  return bytes < 1024 ** 3
    ? `${String(Math.round(bytes / 1024 ** 2))} MiB`
    : `${String(Number(significant(bytes / 1024 ** 3)))} GiB`;
}
