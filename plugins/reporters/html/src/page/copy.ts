/** Buttons that copy what stands beside them. */
export function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => void copyBeside(button));
  }
}

export async function copyBeside(button: HTMLButtonElement): Promise<void> {
  const parts = button.closest('.copied')?.querySelectorAll('.text, .interval') ?? [];
  const text = Array.from(parts, ({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(' ');
  const label = button.dataset['label'] ?? button.getAttribute('aria-label') ?? '';
  button.dataset['label'] = label;
  const done = await copyText(text);
  button.textContent = done ? 'Copied' : 'Not copied';
  button.setAttribute('aria-label', done ? 'Copied' : 'It could not be copied');
  const restore = (): void => {
    button.textContent = 'Copy';
    button.setAttribute('aria-label', label);
  };
  button.addEventListener('blur', restore, { once: true });
  button.addEventListener('pointerleave', restore, { once: true });
}

/** Pages on a disk may have no clipboard; there a selection is copied. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is nothing else where there is no clipboard
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
