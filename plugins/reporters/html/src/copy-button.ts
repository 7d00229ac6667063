import { html, type Markup } from '@wiretax/page';

/** Copies the text of `.text` in the nearest `.copied` around it; there only where scripts run. */
export function copyButton(what: string): Markup {
  return html`<button type="button" class="copy" aria-label="Copy ${what}" hidden>Copy</button>`;
}

/** A command on a line of its own, with a button that copies it. */
export function command(line: string, what = 'the command'): Markup {
  return html`<div class="command copied">
    <code class="text" tabindex="0">${line}</code> ${copyButton(what)}
  </div>`;
}
