import { embedded, html, type Markup } from './markup.js';
import { packed } from './packed.js';
import type { Section } from './section.js';
import type { StoredGraph, StoredGraphs } from './stored-graphs.js';

/** `viewer` is a graph's page without stacks: each graph is drawn in a frame that gets it with its data. */
export function flameGraphs({ graphs, leftOut }: StoredGraphs, viewer: string): Section {
  return {
    id: 'flames',
    title: 'Flame graphs',
    scripts: [...viewer.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script),
    markup: html`<section id="flames" aria-labelledby="flames-title">
      <h2 id="flames-title">Flame graphs</h2>
      <p>
        Where CPU time went, sampled in a pass of its own with peers of its own. Two cells beside each other
        are a differential graph: red where B has more, blue where it has less.
      </p>
      <noscript
        ><p>
          Flame graphs need the page's script; the stacks that they are drawn from are files in the run's
          folder.
        </p></noscript
      >
      <form class="filters frames" id="flame-choice" hidden>
        ${choice('flame-a', 'Graph', graphs, false)} ${choice('flame-b', 'Compared with', graphs, true)}
        <output id="flame-said" aria-live="polite"></output>
      </form>
      <div class="frames" id="flame-frame"></div>
      ${leftOut === 0 ? '' : html`<p>${String(leftOut)} further graphs are left out for the size of this page; they are files in the run's folder.</p>`}
      ${embedded('script type="application/octet-stream" id="flame-data"', packed(JSON.stringify({ viewer, graphs })))}
    </section>`,
  };
}

function choice(id: string, title: string, graphs: readonly StoredGraph[], optional: boolean): Markup {
  return html`<label
    >${title}
    <select id="${id}">
      <option value="">${optional ? 'no other' : 'none'}</option>
      ${graphs.map(
        ({ cell, peer }, index) => html`<option value="${String(index)}">${cell}, ${peer}</option>`,
      )}
    </select></label
  >`;
}
