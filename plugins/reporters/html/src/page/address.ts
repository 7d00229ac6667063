/** What stands behind the # of the address: where it leads, and how the page is set. Plain anchors are addresses, too. */
export function addressNow(): { readonly anchor: string; readonly settings: URLSearchParams } {
  const parts = location.hash.slice(1).split('&');
  const [first = ''] = parts;
  const isAnchor = !first.includes('=');
  const settings = new URLSearchParams(parts.slice(isAnchor ? 1 : 0).join('&'));
  try {
    return { anchor: isAnchor ? decodeURIComponent(first) : '', settings };
  } catch {
    return { anchor: '', settings };
  }
}

/** Sets these in the address, those without a value to their defaults; a step of its own for the back button unless it only replaces the last. */
export function setAddress(changes: Readonly<Record<string, string>>, replaces = false): void {
  const { settings } = addressNow();
  const before = settings.toString();
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') settings.delete(name);
    else settings.set(name, value);
  }
  if (settings.toString() === before) return;
  const next = `#${settings.toString()}`;
  if (replaces) history.replaceState(null, '', next);
  else history.pushState(null, '', next);
}

/** Calls it now and whenever the address is another. */
export function followAddress(follow: (settings: URLSearchParams) => void): void {
  const now = (): void => {
    follow(addressNow().settings);
  };
  addEventListener('hashchange', now);
  now();
}
