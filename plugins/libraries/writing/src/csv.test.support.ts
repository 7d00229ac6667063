/** A reader by the grammar of RFC 4180, written from the other side. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const pattern = quoted ? /"((?:[^"]|"")*)"(,|\r\n)/y : /([^",\r\n]*)(,|\r\n)/y;
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw new Error(`no cell at ${String(at)} of ${JSON.stringify(text)}`);
    record.push((match[1] ?? '').replaceAll('""', '"'));
    if (match[2] === '\r\n') {
      records.push(record);
      record = [];
    }
    at = pattern.lastIndex;
  }
  return records;
}
