import { deflateSync, inflateSync } from 'node:zlib';

/** Numbers uniform in [0, 1). */
type Random = () => number;

/** What parsers, paths, terminals and objects of JavaScript take for something else. */
const tokens: readonly string[] = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ':',
    ',',
    '-',
    '\n',
    '\t',
    '\r',
    '#',
    '|',
    '>',
    '%',
    '~',
    '*',
    '&',
    '!',
    '?',
  ],
  ...[
    '&a ',
    '*a',
    '<<: *a',
    '!!js/function',
    '!!binary',
    '---\n',
    '${x}',
    '1..9',
    '1e400',
    '-1',
    '0',
    '1e308',
  ],
  ...['99999999999999999999', '0x', 'null', 'NaN', '.inf', 'true', '5s', '1GiB', '__proto__', 'constructor'],
  ...[
    'toString',
    'length',
    '../..',
    '/',
    '\0',
    '\u001b[2J',
    '\u202e',
    '\ud800',
    '\ufeff',
    'é',
    '😀',
    ' '.repeat(40),
  ],
  ...['['.repeat(200), 'x'.repeat(5000), '*'.repeat(30), '9'.repeat(400)],
];

const values: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 53,
    4294967296,
    1e-320,
    '',
    'x',
    '0',
    '-',
    '../..',
    '__proto__',
  ],
  ...['\u001b]52;c;x\u0007', 'x'.repeat(5000), '*'.repeat(30), '9'.repeat(400), '2026-01-02T03:04:05.000Z'],
  ...[
    [],
    [[]],
    {},
    { constructor: 1 },
    [null],
    { length: 1e9 },
    Array.from({ length: 3000 }, (_, index) => index),
  ],
];

/** The text with up to four edits, as damage or malice makes them: parts are cut, doubled, moved, replaced or put in. */
export function editedText(text: string, random: Random): string {
  let edited = text;
  for (let edits = 1 + below(4, random); edits > 0; edits -= 1) {
    const at = below(edited.length + 1, random);
    const length = random() < 0.8 ? below(12, random) : below(edited.length + 1, random);
    const [before, part, after] = [
      edited.slice(0, at),
      edited.slice(at, at + length),
      edited.slice(at + length),
    ];
    const put = [
      '',
      part + part,
      pick(tokens, random),
      part + pick(tokens, random),
      part.split('').reverse().join(''),
      String.fromCharCode(below(random() < 0.8 ? 128 : 65_536, random)),
    ];
    edited = before + pick(put, random) + after;
  }
  return edited;
}

/** A value of JSON with up to four edits: members are taken out, named otherwise, doubled, exchanged or replaced. */
export function editedValue(value: unknown, random: Random): unknown {
  const root = { value: copyOf(value) };
  for (let edits = 1 + below(4, random); edits > 0; edits -= 1) {
    const places = placesIn(root);
    const { holder, key } = pick(places, random);
    const other = pick(places, random);
    switch (below(6, random)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else if (holder !== root) Reflect.deleteProperty(holder, key);
        break;
      case 1:
        if (!Array.isArray(holder)) define(holder, pick(tokens, random), Reflect.get(holder, key));
        break;
      case 2:
        if (Array.isArray(holder)) holder.push(copyOf(Reflect.get(holder, key)));
        break;
      case 3:
        define(holder, key, copyOf(Reflect.get(other.holder, other.key)));
        break;
      default:
        define(holder, key, copyOf(pick(values, random)));
    }
  }
  return root.value;
}

/** A log of a histogram whose packed bytes are edited and packed again. */
export function editedLog(log: string, random: Random): string {
  const at = log.lastIndexOf(',') + 1;
  const packed = Buffer.from(log.slice(at), 'base64');
  const bytes = [...inflateSync(packed.subarray(8))];
  for (let edits = 1 + below(4, random); edits > 0; edits -= 1) {
    // Its header has 40 bytes; what a run of buckets is follows.
    const place = random() < 0.5 ? below(40, random) : below(bytes.length, random);
    const put = Array.from({ length: below(12, random) }, () =>
      pick([0, 1, 127, 128, 255, below(256, random)], random),
    );
    bytes.splice(place, below(8, random), ...put);
  }
  const whole = Buffer.from(bytes);
  // Its own length.
  if (random() < 0.7 && whole.length >= 40) whole.writeInt32BE(whole.length - 40, 4);
  const deflated = random() < 0.01 ? bomb : deflateSync(whole);
  const head = Buffer.from(packed.subarray(0, 8));
  head.writeInt32BE(deflated.length, 4);
  return `${log.slice(0, at)}${Buffer.concat([head, deflated]).toString('base64')}\n`;
}

/** What unpacks to 64 MiB. */
const bomb = deflateSync(Buffer.alloc(1 << 26));

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(holder: object): readonly Place[] {
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value) : []),
  ]);
}

/** Also of names that objects have from elsewhere. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

function below(limit: number, random: Random): number {
  return Math.floor(random() * limit);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[below(items.length, random)] as T;
}
