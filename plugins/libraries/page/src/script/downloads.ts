import { csvTable } from '@wiretax/writing';

export type Cell = string | number | boolean | null;

/** What can be saved or shown line by line. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly Cell[])[];
}

/** What the page holds compressed, for downloads and long tables. */
export interface Kept {
  readonly charts: Readonly<Record<string, Sheet>>;
  readonly rows: Sheet;
  readonly results: object;
}

/** Text that was packed with gzip and base64 into an element; the empty text if there is none. */
export async function unpacked(id: string): Promise<string> {
  const packed = document.getElementById(id)?.textContent.trim() ?? '';
  if (packed === '') return '';
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

export async function keptData(): Promise<Kept> {
  return JSON.parse(await unpacked('kept')) as Kept;
}

export function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
}

export function startDownloads(): void {
  const run = document.documentElement.dataset['run'] ?? 'run';
  const on = (selector: string, act: (button: HTMLElement) => void): void => {
    for (const button of document.querySelectorAll<HTMLElement>(selector)) {
      button.addEventListener('click', () => {
        act(button);
      });
    }
  };
  for (const tools of document.querySelectorAll<HTMLElement>('.tools')) tools.hidden = false;
  on('[data-svg]', ({ dataset }) => {
    saveChart(`${run}-${dataset['svg'] ?? ''}.svg`, dataset['svg'] ?? '');
  });
  on('[data-csv]', ({ dataset }) => {
    void keptData().then(({ charts }) => {
      const sheet = charts[dataset['csv'] ?? ''];
      if (sheet) save(`${run}-${dataset['csv'] ?? ''}.csv`, 'text/csv', csvTable(sheet.columns, sheet.lines));
    });
  });
  on('[data-save="rows"]', () => {
    void keptData().then(({ rows }) => {
      save(`${run}-rows.csv`, 'text/csv', csvTable(rows.columns, rows.lines));
    });
  });
  on('[data-save="results"]', () => {
    void keptData().then(({ results }) => {
      save(`${run}-results.json`, 'application/json', `${JSON.stringify(results, null, 2)}\n`);
    });
  });
  for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-partial]')) {
    details.addEventListener('toggle', () => {
      void fillTable(details);
    });
  }
}

/** With the styles that the page holds once for all charts. */
export function saveChart(name: string, id: string): void {
  const picture = document.querySelector(`#chart-${id} svg`)?.cloneNode(true);
  if (!(picture instanceof SVGElement)) return;
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = document.getElementById('chart-style')?.textContent ?? '';
  picture.prepend(style);
  save(name, 'image/svg+xml', new XMLSerializer().serializeToString(picture));
}

/** The lines that the page has left out of a long table. */
export async function fillTable(details: HTMLDetailsElement): Promise<void> {
  const body = details.querySelector('tbody');
  if (!details.open || body === null || details.dataset['partial'] !== 'true') return;
  details.dataset['partial'] = 'false';
  const sheet = (await keptData()).charts[details.dataset['chart'] ?? ''];
  const shown = (value: Cell): string =>
    typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value ?? '–');
  body.replaceChildren(
    ...(sheet?.lines ?? []).map((line) => {
      const row = document.createElement('tr');
      row.append(
        ...line.map((value) => {
          const cell = document.createElement('td');
          cell.textContent = shown(value);
          return cell;
        }),
      );
      return row;
    }),
  );
  details.querySelector('.partial')?.remove();
}
