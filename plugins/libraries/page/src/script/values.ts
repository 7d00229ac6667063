/** What marks of charts say, under the pointer and, one after the other, with the arrow keys. */
export function startValues(): void {
  const box = document.createElement('div');
  box.className = 'told';
  box.setAttribute('role', 'status');
  (document.querySelector('main') ?? document.body).append(box);
  for (const picture of document.querySelectorAll<HTMLElement>('.picture')) {
    const marks = Array.from(picture.querySelectorAll<SVGElement>('[data-value]'));
    if (marks.length > 0) tellValues(picture, marks, box);
  }
}

export function tellValues(picture: HTMLElement, marks: readonly SVGElement[], box: HTMLElement): void {
  let shown: SVGElement | null = null;
  const show = (mark: SVGElement | null): void => {
    if (mark === shown) return;
    shown?.classList.remove('pointed');
    mark?.classList.add('pointed');
    shown = mark;
    showBeside(box, mark);
  };
  const steps: Readonly<Record<string, (at: number) => number>> = {
    ArrowRight: (at) => at + 1,
    ArrowLeft: (at) => (at < 0 ? marks.length : at) - 1,
    Home: () => 0,
    End: () => marks.length - 1,
  };
  picture.setAttribute('aria-description', 'Arrow keys tell its values.');
  picture.addEventListener('pointermove', (event) => {
    show(markAt(marks, event));
  });
  for (const leaving of ['pointerleave', 'blur']) {
    picture.addEventListener(leaving, () => {
      show(null);
    });
  }
  picture.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(null);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const mark = marks[step(shown === null ? -1 : marks.indexOf(shown))] ?? shown;
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show(mark);
  });
}

/** The mark under the pointer, or the nearest one that is not far. */
export function markAt(marks: readonly SVGElement[], event: PointerEvent): SVGElement | null {
  const under = event.target instanceof Element ? event.target.closest<SVGElement>('[data-value]') : null;
  if (under !== null) return under;
  let nearest: SVGElement | null = null;
  let least = 16;
  for (const mark of marks) {
    const { left, right, top, bottom } = mark.getBoundingClientRect();
    const aside = Math.max(left - event.clientX, event.clientX - right, 0);
    const distance = Math.hypot(aside, Math.max(top - event.clientY, event.clientY - bottom, 0));
    if (distance < least) [nearest, least] = [mark, distance];
  }
  return nearest;
}

/** Above the mark, or below it where there is no room; within the window. */
export function showBeside(box: HTMLElement, mark: SVGElement | null): void {
  box.textContent = mark?.dataset['value'] ?? '';
  if (mark === null) return;
  const { left, top, bottom, width } = mark.getBoundingClientRect();
  const wide = document.documentElement.clientWidth;
  const x = Math.max(4, Math.min(wide - box.offsetWidth - 4, left + width / 2 - box.offsetWidth / 2));
  const y = top - box.offsetHeight - 8;
  box.style.left = `${String(x + scrollX)}px`;
  box.style.top = `${String((y < 50 ? bottom + 8 : y) + scrollY)}px`;
}
