import { addressNow, followAddress } from './address.js';

/** Links within the page keep how it is set; a second click on the same link leads there again. Last, as all else is in place then. */
export function startLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const anchor = (link.getAttribute('href') ?? '').slice(1);
    const settings = addressNow().settings.toString();
    if (settings === '' && `#${anchor}` !== location.hash) return;
    event.preventDefault();
    const next = settings === '' ? `#${anchor}` : `#${anchor}&${settings}`;
    if (next === location.hash) goTo(anchor);
    else location.hash = next;
  });
  followAddress(() => {
    const { anchor } = addressNow();
    if (anchor !== '') goTo(anchor);
  });
}

/** Shows a row or another part of the page. */
export function goTo(anchor: string): void {
  const target = document.getElementById(anchor);
  if (target === null) return;
  if (target.matches('#results-table > tbody')) {
    goToRow(target);
    return;
  }
  target.scrollIntoView({ block: 'start' });
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Shows a row that a link leads to, whatever is filtered. */
export function goToRow(body: HTMLElement): void {
  if (body.hidden) showAllRows();
  openRow(body, true);
  body.scrollIntoView({ block: 'start' });
  body.focus({ preventScroll: true });
}

/** Here and in the address, which keeps where it leads. */
export function showAllRows(): void {
  const form = document.querySelector<HTMLFormElement>('#filters');
  const { anchor, settings } = addressNow();
  settings.delete('text');
  for (const { dataset } of form?.querySelectorAll('select') ?? []) settings.delete(dataset['filter'] ?? '');
  const rest = settings.toString();
  history.replaceState(null, '', rest === '' ? `#${anchor}` : `#${anchor}&${rest}`);
  form?.reset();
}

export function openRow(body: HTMLElement, open: boolean): void {
  const details = body.querySelector<HTMLElement>('.details');
  if (details !== null) details.hidden = !open;
  body.querySelector('.open')?.setAttribute('aria-expanded', String(open));
}
