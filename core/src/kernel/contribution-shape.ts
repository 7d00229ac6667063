import type { Kind } from '../contract/kinds.js';
import type { LinkForm } from '../contract/link.js';
import { PluginError, type Subject, WiretaxError } from './errors.js';

/** What a member must be: a type, one of these words, a list of such things, such a thing or nothing, an object of such values, or an object with such members. */
type Wanted =
  | 'function'
  | 'string'
  | 'number'
  | 'boolean'
  | 'finite'
  | 'anything'
  | readonly string[]
  | { readonly listOf: Wanted }
  | { readonly maybe: Wanted }
  | { readonly valuesOf: Wanted }
  | Shape;
interface Shape {
  readonly [member: string]: Wanted;
}

const linkForms = ['socket', 'process'] as const satisfies readonly LinkForm[];

/** What the contracts ask for, as far as it can be seen before anything is called. */
const shapes: Readonly<Record<Kind, Shape>> = {
  transport: { listen: 'function', connect: 'function' },
  link: { form: linkForms, reach: ['process', 'machine', 'network'], endpoint: 'function' },
  codec: { contentType: 'string', encode: 'function', decode: 'function' },
  flow: {
    gate: { maybe: 'function' },
    again: { maybe: 'function' },
    around: { maybe: 'function' },
    serve: { maybe: 'function' },
  },
  load: { kind: ['closed', 'open'], pace: 'function' },
  topology: { peers: 'function' },
  launcher: { probe: 'function', open: 'function' },
  collector: {
    overhead: ['free', 'light', 'heavy'],
    side: ['inside', 'outside'],
    probe: 'function',
    attach: 'function',
  },
  analysis: { analyse: 'function', title: { maybe: 'string' }, weight: { maybe: 'finite' } },
  reporter: { report: 'function' },
};

const onCurve = { axis: 'string', figure: 'string', cells: { listOf: 'string' } } as const;
const endpoint = { link: 'string', address: 'string' } as const;
const capabilities = {
  schemes: { maybe: { listOf: 'string' } },
  workloads: { maybe: 'boolean' },
  connections: ['per-client', 'shared'],
  maxMessageBytes: 'number',
} as const;

/** What calls of plugins come back with. */
const answers = {
  capabilities,
  endpoint,
  listener: { endpoint, close: 'function' },
  client: { call: 'function', slots: 'number', close: 'function' },
  attachment: { detach: 'function' },
  evidence: {
    metrics: {
      listOf: {
        name: 'string',
        value: 'number',
        unit: ['count', 'ns', 'bytes', 'ratio', 'hz'],
        kind: ['counter', 'gauge'],
      },
    },
    artifacts: { listOf: { file: 'string', mediaType: 'string' } },
    notes: { listOf: 'string' },
  },
  pace: { next: 'function' },
  gate: { order: { maybe: ['fifo', 'lifo'] }, ready: 'function', enter: 'function', leave: 'function' },
  again: { hedge: 'function', retry: 'function', may: 'function', ended: 'function' },
  call: 'function',
  handler: 'function',
  peers: {
    listOf: {
      name: 'string',
      half: ['server', 'middle', 'client', 'aside'],
      run: { kind: ['ours', 'command', 'target'] },
    },
  },
  seat: { address: 'string', start: 'function', why: 'function', close: 'function' },
  findings: {
    listOf: {
      id: 'string',
      statement: 'string',
      numbers: { valuesOf: 'finite' },
      interval: { maybe: { low: 'finite', high: 'finite', level: 'finite' } },
      cells: { listOf: 'string' },
      marks: {
        maybe: { listOf: { ...onCurve, at: 'finite', low: { maybe: 'finite' }, high: { maybe: 'finite' } } },
      },
      curves: { maybe: { listOf: { ...onCurve, points: { listOf: { x: 'finite', y: 'finite' } } } } },
      tables: {
        maybe: {
          listOf: {
            title: 'string',
            note: { maybe: 'string' },
            columns: { listOf: { title: 'string' } },
            rows: { listOf: { listOf: 'anything' } },
          },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Wanted>>;

/** The answer, if it is what the contract asks for; else a PluginError that says what it lacks. */
export function expectAnswer<T>(
  subject: Subject,
  method: string,
  wanted: keyof typeof answers,
  answer: T,
): NonNullable<T> {
  const forms = wanted === 'capabilities' ? formsFault : () => undefined;
  const fault = mismatch(answer, answers[wanted], '') ?? forms(answer, '');
  if (fault === undefined) return answer as NonNullable<T>;
  const reason = `what ${method} gave is not as @wiretax/core asks for: ${fault}`;
  throw new PluginError(subject, new WiretaxError('E_CONTRIBUTION_SHAPE', reason));
}

/** The first thing that keeps a contribution of this kind from being one; undefined if nothing does. */
export function misshapen(kind: Kind, contribution: unknown): string | undefined {
  const special = kind === 'transport' ? supportsFault : kind === 'flow' ? emptyFault : () => undefined;
  return mismatch(contribution, {}, '') ?? special(contribution) ?? mismatch(contribution, shapes[kind], '');
}

const flowParts = Object.keys(shapes.flow);

function emptyFault(flow: unknown): string | undefined {
  return flowParts.some((part) => (flow as Readonly<Record<string, unknown>>)[part] !== undefined)
    ? undefined
    : `it has none of ${flowParts.join(', ')}`;
}

function supportsFault(transport: unknown): string | undefined {
  const { supports } = transport as { supports?: unknown };
  if (typeof supports === 'function') return undefined;
  return mismatch(supports, capabilities, 'supports') ?? formsFault(supports, 'supports.');
}

function formsFault(supports: unknown, path: string): string | undefined {
  const { forms } = supports as { forms?: unknown };
  if (!Array.isArray(forms) || forms.length === 0) return `its ${path}forms is no list of forms of links`;
  return mismatch(forms, { listOf: linkForms }, `${path}forms`);
}

function mismatch(value: unknown, wanted: Wanted, path: string): string | undefined {
  const it = path === '' ? 'it' : `its ${path}`;
  if (wanted === 'anything') return undefined;
  if (wanted === 'finite') return Number.isFinite(value) ? undefined : `${it} is no finite number`;
  if (typeof wanted === 'string') {
    return typeof value === wanted && !Number.isNaN(value) ? undefined : `${it} is no ${wanted}`;
  }
  if (isWords(wanted)) {
    return wanted.some((word) => word === value) ? undefined : `${it} is none of ${wanted.join(', ')}`;
  }
  if (isMaybe(wanted)) return value === undefined ? undefined : mismatch(value, wanted.maybe, path);
  if (isListOf(wanted)) {
    if (!Array.isArray(value)) return `${it} is no list`;
    return firstFault(
      value.entries(),
      (index) => `${path}[${String(index)}]`,
      () => wanted.listOf,
    );
  }
  if (typeof value !== 'object' || value === null) return `${it} is no object`;
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isValuesOf(wanted)) return firstFault(Object.entries(value), below, () => wanted.valuesOf);
  const members = Object.keys(wanted).map((key) => [key, (value as Shape)[key]] as const);
  return firstFault(members, below, (key) => wanted[key] ?? {});
}

function firstFault<K>(
  parts: Iterable<readonly [K, unknown]>,
  pathOf: (key: K) => string,
  wantedOf: (key: K) => Wanted,
): string | undefined {
  for (const [key, part] of parts) {
    const fault = mismatch(part, wantedOf(key), pathOf(key));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isWords(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}

function isValuesOf(wanted: Wanted): wanted is { readonly valuesOf: Wanted } {
  return typeof wanted === 'object' && 'valuesOf' in wanted;
}

function isMaybe(wanted: Wanted): wanted is { readonly maybe: Wanted } {
  return typeof wanted === 'object' && 'maybe' in wanted;
}

function isListOf(wanted: Wanted): wanted is { readonly listOf: Wanted } {
  return typeof wanted === 'object' && 'listOf' in wanted;
}
