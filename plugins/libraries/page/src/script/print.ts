/** On paper nothing can be opened: further findings and claims are, while it prints. */
export function startPrint(): void {
  const further = Array.from(document.querySelectorAll<HTMLDetailsElement>('.more, .failure'));
  let opened: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = further.filter(({ open }) => !open);
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
  });
}
