import { followAddress, setAddress } from './address.js';

/** Which figure ranks, in the address; the style sheet shows what is of it. */
export function startFigures(): void {
  const choices = Array.from(document.querySelectorAll<HTMLInputElement>('input[name="figure"]'));
  const [first] = choices;
  if (!first) return;
  for (const choice of choices) {
    choice.addEventListener('change', () => {
      setAddress({ figure: choice === first ? '' : choice.value });
    });
  }
  followAddress((settings) => {
    (choices.find(({ value }) => value === settings.get('figure')) ?? first).checked = true;
  });
}

/** Which place the page tells more of, in the address. */
export function startPlaces(): void {
  const holder = document.querySelector<HTMLElement>('#places');
  if (holder === null) return;
  const first = holder.dataset['first'] ?? '';
  const panels = Array.from(holder.querySelectorAll<HTMLElement>('[data-panel]'));
  const buttons = Array.from(document.querySelectorAll<HTMLButtonElement>('button[data-place]'));
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const place = button.dataset['place'] ?? '';
      setAddress({ place: place === first ? '' : place });
      showPlace(panels, buttons, place);
    });
  }
  followAddress((settings) => {
    const place = settings.get('place') ?? first;
    showPlace(panels, buttons, panels.some(({ dataset }) => dataset['panel'] === place) ? place : first);
  });
}

export function showPlace(
  panels: readonly HTMLElement[],
  buttons: readonly HTMLButtonElement[],
  place: string,
): void {
  for (const panel of panels) panel.hidden = panel.dataset['panel'] !== place;
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.dataset['place'] === place));
  }
}

/** Which of several matrices is shown, in the address. */
export function startLayers(): void {
  const choice = document.querySelector<HTMLSelectElement>('#layer');
  if (choice === null) return;
  const layers = Array.from(document.querySelectorAll<HTMLElement>('[data-many]'));
  const show = (): void => {
    for (const layer of layers) layer.hidden = layer.dataset['layer'] !== choice.value;
  };
  choice.closest('label')?.removeAttribute('hidden');
  choice.addEventListener('change', () => {
    setAddress({ layer: choice.selectedIndex === 0 ? '' : choice.value });
    show();
  });
  followAddress((settings) => {
    const wanted = settings.get('layer') ?? '';
    const at = Array.from(choice.options).findIndex(({ value }) => value === wanted);
    choice.selectedIndex = Math.max(0, at);
    show();
  });
}
