/** What the page looks like now: as chosen, or as the reader's system prefers it. */
export function themeNow(): 'dark' | 'light' {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'dark' || chosen === 'light') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>('#theme');
  if (button === null) return;
  const say = (): void => {
    button.textContent = themeNow() === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', themeNow() === 'dark' ? 'Light colours' : 'Dark colours');
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    document.documentElement.dataset['theme'] = themeNow() === 'dark' ? 'light' : 'dark';
    say();
    document.dispatchEvent(new Event('themechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', say);
  say();
}
