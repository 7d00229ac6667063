/** The records of a CSV text by RFC 4180 (line ends of either kind); an error that says where it is none. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found === null) {
      throw new Error(`no CSV cell at character ${String(at)}: ${JSON.stringify(text.slice(at, at + 60))}`);
    }
    const [whole, quoted, plain = '', end = ''] = found;
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    at += whole.length;
    if (end !== ',' || at === text.length) {
      if (end === ',') record.push('');
      records.push(record);
      record = [];
    }
  }
  return records;
}
