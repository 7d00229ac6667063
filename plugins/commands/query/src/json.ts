import { jsonLine } from '@wiretax/writing';
import type { Answer } from './database.js';
import { plainValue } from './plain-value.js';

/** An array with an object for each row, one a line. */
export async function* jsonLines({ names, parts }: Answer): AsyncIterable<string> {
  let before = '[\n';
  for await (const rows of parts) {
    for (const row of rows) {
      const entries = names.map((name, index) => [name, plainValue(row[index] ?? null)] as const);
      yield `${before}${jsonLine(Object.fromEntries(entries))}`;
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
