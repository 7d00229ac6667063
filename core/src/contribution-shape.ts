/** What a member must be: a type, one of these words, or an object with such members. */
type Wanted = 'function' | 'string' | 'number' | readonly string[] | Shape;
interface Shape {
  readonly [member: string]: Wanted;
}

/** What the contracts ask for, as far as it can be seen before anything is called. */
const shapes: Readonly<Record<string, Shape>> = {
  transport: {
    supports: { connections: ['per-client', 'shared'], maxMessageBytes: 'number' },
    listen: 'function',
    connect: 'function',
  },
  codec: { contentType: 'string', encode: 'function', decode: 'function' },
  flow: { wrap: 'function' },
  load: { kind: ['closed', 'open'], run: 'function' },
  collector: {
    overhead: ['free', 'light', 'heavy'],
    side: ['inside', 'outside'],
    probe: 'function',
    attach: 'function',
  },
  analysis: { analyse: 'function' },
  reporter: { report: 'function' },
};

/** The first thing that keeps a contribution of this kind from being one; undefined if nothing does. */
export function misshapen(kind: string, contribution: unknown): string | undefined {
  const fault = mismatch(contribution, shapes[kind] ?? {}, '');
  if (fault !== undefined || kind !== 'transport') return fault;
  const { links } = (contribution as { supports: { links?: unknown } }).supports;
  return Array.isArray(links) && links.length > 0 ? undefined : 'its supports.links is no list of links';
}

function mismatch(value: unknown, shape: Shape, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return `${path === '' ? 'it' : `its ${path}`} is no object`;
  }
  for (const [key, wanted] of Object.entries(shape)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    const where = path === '' ? key : `${path}.${key}`;
    if (typeof wanted === 'string') {
      if (typeof member !== wanted) return `its ${where} is no ${wanted}`;
    } else if (isList(wanted)) {
      if (!wanted.some((allowed) => allowed === member))
        return `its ${where} is none of ${wanted.join(', ')}`;
    } else {
      const fault = mismatch(member, wanted, where);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function isList(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}
