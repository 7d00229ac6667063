import { embedded, html, type Markup } from './markup.js';
import { packed } from './packed.js';
import type { Section } from './section.js';
import type { StoredGraph, StoredGraphs } from './stored-graphs.js';

/** `viewer` is a graph's page without stacks: each graph is drawn in a frame that gets it with its data. */
export function flameGraphs({ graphs, leftOut }: StoredGraphs, viewer: string): Section {
  return section({
    title: 'Flame graphs',
    lead: 'Two cells beside each other are a differential graph: red where B has more, blue where it has less.',
    choices: html`${choice('flame-a', 'Graph', namesOf(graphs), 'none')}
    ${choice('flame-b', 'Compared with', namesOf(graphs), 'no other')}`,
    graphs,
    leftOut,
    viewer,
  });
}

/** Two graphs of which the difference is drawn. */
export interface GraphPair {
  readonly name: string;
  readonly a: StoredGraph;
  readonly b: StoredGraph;
}

/** Differential graphs to choose; the first is drawn at once. */
export function flameDifferences(pairs: readonly GraphPair[], leftOut: number, viewer: string): Section {
  const options = pairs.map(
    ({ name }, index) => [`${String(2 * index)} ${String(2 * index + 1)}`, name] as const,
  );
  return section({
    title: 'Flame graphs, what differs',
    lead: 'CPU time a call: red where B has more, blue where it has less; a frame is as wide as both together.',
    choices: choice('flame-pair', 'Difference', options),
    graphs: pairs.flatMap(({ a, b }) => [a, b]),
    leftOut,
    viewer,
  });
}

interface Choices {
  readonly title: string;
  readonly lead: string;
  readonly choices: Markup;
  readonly graphs: readonly StoredGraph[];
  readonly leftOut: number;
  readonly viewer: string;
}

function section({ title, lead, choices, graphs, leftOut, viewer }: Choices): Section {
  return {
    id: 'flames',
    title,
    scripts: [...viewer.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script),
    markup: html`<section id="flames" aria-labelledby="flames-title">
      <h2 id="flames-title">${title}</h2>
      <p>Where CPU time went, sampled in a pass of its own with peers of its own. ${lead}</p>
      <noscript
        ><p>
          Flame graphs need the page's script; the stacks that they are drawn from are files in the run's
          folder.
        </p></noscript
      >
      <form class="filters frames" id="flame-choice" hidden>
        ${choices}
        <output id="flame-said" aria-live="polite"></output>
      </form>
      <div class="frames" id="flame-frame"></div>
      ${leftOut === 0 ? '' : html`<p>${String(leftOut)} further graphs are left out for the size of this page; they are files in the run's folder.</p>`}
      ${embedded('script type="application/octet-stream" id="flame-data"', packed(JSON.stringify({ viewer, graphs })))}
    </section>`,
  };
}

function namesOf(graphs: readonly StoredGraph[]): readonly (readonly [value: string, name: string])[] {
  return graphs.map(({ cell, peer }, index) => [String(index), `${cell}, ${peer}`]);
}

/** `nothing` is what the choice of none is called, where there is one. */
function choice(
  id: string,
  title: string,
  options: readonly (readonly [value: string, name: string])[],
  nothing?: string,
): Markup {
  return html`<label
    >${title}
    <select id="${id}">
      ${nothing === undefined ? '' : html`<option value="">${nothing}</option>`}
      ${options.map(([value, name]) => html`<option value="${value}">${name}</option>`)}
    </select></label
  >`;
}
