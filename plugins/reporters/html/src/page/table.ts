import { followAddress, setAddress } from './address.js';
import { openRow } from './links.js';

/** Sorting, filtering and opening of the rows; each is a `tbody` of its own. */
export function startTable(): void {
  const table = document.querySelector<HTMLTableElement>('#results-table');
  if (table === null) return;
  const bodies = Array.from(table.tBodies);
  for (const body of bodies) {
    openRow(body, false);
    body.querySelector('.open')?.addEventListener('click', () => {
      openRow(body, body.querySelector('.open')?.getAttribute('aria-expanded') !== 'true');
    });
  }
  startSorting(table, bodies);
  startFilters(bodies);
}

/** The column in the address, with a minus before it where the greatest comes first. */
export function startSorting(table: HTMLTableElement, bodies: readonly HTMLTableSectionElement[]): void {
  const heads = Array.from(table.tHead?.rows[0]?.cells ?? []);
  for (const head of heads) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? '-' : '';
      setAddress({ sort: `${sign}${head.dataset['column'] ?? ''}` });
      sortBy(table, heads, bodies, `${sign}${head.dataset['column'] ?? ''}`);
    });
  }
  followAddress((settings) => {
    sortBy(table, heads, bodies, settings.get('sort') ?? '');
  });
}

export function sortBy(
  table: HTMLTableElement,
  heads: readonly HTMLTableCellElement[],
  bodies: readonly HTMLTableSectionElement[],
  sort: string,
): void {
  const isDescending = sort.startsWith('-');
  const column = heads.findIndex(({ dataset }) => dataset['column'] === sort.replace(/^-/, ''));
  heads.forEach((head, index) => {
    head.setAttribute('aria-sort', index !== column ? 'none' : isDescending ? 'descending' : 'ascending');
  });
  const isNumeric = heads[column]?.classList.contains('n') ?? false;
  table.append(...(column < 0 ? bodies : sorted(bodies, column, isDescending, isNumeric)));
}

/** What has no value goes last in either order; equals keep the order of the plan. */
export function sorted(
  bodies: readonly HTMLTableSectionElement[],
  column: number,
  descending: boolean,
  numeric: boolean,
): readonly HTMLTableSectionElement[] {
  const keyOf = (body: HTMLTableSectionElement): string => body.rows[0]?.cells[column]?.dataset['key'] ?? '';
  const words = new Intl.Collator('en', { numeric: true });
  return Array.from(bodies).sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    if (one === '' || other === '') return Number(one === '') - Number(other === '');
    const order = numeric ? Number(one) - Number(other) : words.compare(one, other);
    return descending ? -order : order;
  });
}

/** What is chosen, in the address; while somebody types, one step of the back button. */
export function startFilters(bodies: readonly HTMLTableSectionElement[]): void {
  const form = document.querySelector<HTMLFormElement>('#filters');
  const text = document.querySelector<HTMLInputElement>('#filter-text');
  const count = document.querySelector<HTMLOutputElement>('#filter-count');
  if (form === null || text === null || count === null) return;
  const choices = Array.from(form.querySelectorAll('select'));
  const texts = bodies.map((body) => (body.rows[0]?.textContent ?? '').toLowerCase());
  const nameOf = (choice: HTMLSelectElement): string => choice.dataset['filter'] ?? '';
  const filter = (): void => {
    const words = text.value.toLowerCase().split(/\s+/);
    let shown = 0;
    bodies.forEach((body, index) => {
      const fits =
        words.every((word) => texts[index]?.includes(word)) &&
        choices.every((choice) => {
          const own = body.getAttribute(`data-${nameOf(choice)}`) ?? '';
          return choice.value === '' || own.split('|').includes(choice.value);
        });
      body.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.value = `${String(shown)} of ${String(bodies.length)} rows`;
  };
  let isTyping = false;
  const store = (replaces: boolean): void => {
    const chosen: Record<string, string> = { text: text.value };
    for (const choice of choices) chosen[nameOf(choice)] = choice.value;
    setAddress(chosen, replaces);
  };
  form.hidden = false;
  form.addEventListener('input', (event) => {
    filter();
    store(isTyping);
    isTyping = event.target === text;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.addEventListener('reset', () => {
    text.value = '';
    for (const choice of choices) choice.value = '';
    filter();
    store(false);
  });
  followAddress((settings) => {
    isTyping = false;
    text.value = settings.get('text') ?? '';
    for (const choice of choices) {
      choice.value = settings.get(nameOf(choice)) ?? '';
      // What isn't one of its values is none.
      if (choice.selectedIndex < 0) choice.value = '';
    }
    filter();
  });
}
