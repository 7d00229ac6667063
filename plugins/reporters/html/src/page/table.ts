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
  const follow = (): void => {
    const id = decodeURIComponent(location.hash.slice(1));
    const body = bodies.find((each) => each.id === id);
    if (body) goToRow(body);
  };
  addEventListener('hashchange', follow);
  // A second click on the same link changes no hash.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#row-"]') : null;
    if (link !== null && link.getAttribute('href') === location.hash) follow();
  });
  follow();
}

export function openRow(body: HTMLElement, open: boolean): void {
  const details = body.querySelector<HTMLElement>('.details');
  if (details !== null) details.hidden = !open;
  body.querySelector('.open')?.setAttribute('aria-expanded', String(open));
}

/** Shows a row that a link leads to, whatever is filtered. */
export function goToRow(body: HTMLElement): void {
  if (body.hidden) document.querySelector<HTMLFormElement>('#filters')?.reset();
  openRow(body, true);
  body.scrollIntoView({ block: 'start' });
  body.focus({ preventScroll: true });
}

export function startSorting(table: HTMLTableElement, bodies: readonly HTMLTableSectionElement[]): void {
  const heads = Array.from(table.tHead?.rows[0]?.cells ?? []);
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    head.setAttribute('aria-sort', 'none');
    button.addEventListener('click', () => {
      const sort = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
      for (const each of heads) each.setAttribute('aria-sort', each === head ? sort : 'none');
      table.append(...sorted(bodies, column, sort === 'descending', head.classList.contains('n')));
    });
  });
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

export function startFilters(bodies: readonly HTMLTableSectionElement[]): void {
  const form = document.querySelector<HTMLFormElement>('#filters');
  const text = document.querySelector<HTMLInputElement>('#filter-text');
  const count = document.querySelector<HTMLOutputElement>('#filter-count');
  if (form === null || text === null || count === null) return;
  const choices = Array.from(form.querySelectorAll('select'));
  const texts = bodies.map((body) => (body.rows[0]?.textContent ?? '').toLowerCase());
  const filter = (): void => {
    const words = text.value.toLowerCase().split(/\s+/);
    let shown = 0;
    bodies.forEach((body, index) => {
      const fits =
        words.every((word) => texts[index]?.includes(word)) &&
        choices.every(({ value, dataset }) => {
          const own = body.dataset[dataset['filter'] ?? ''] ?? '';
          return value === '' || own.split('|').includes(value);
        });
      body.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.value = `${String(shown)} of ${String(bodies.length)} rows`;
  };
  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.addEventListener('reset', () => {
    text.value = '';
    for (const choice of choices) choice.value = '';
    filter();
  });
}
