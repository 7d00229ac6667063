import type { Check, CheckOutcome } from '@wiretax/core';
import { checkMarks, checksPhrase, gravestChecks } from '@wiretax/core/record';
import { counted } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { html, type Markup, nothing } from '@wiretax/page';

/** The gravest first. */
const outcomes: readonly CheckOutcome[] = ['crossed', 'open', 'held'];

const tones: Readonly<Record<CheckOutcome, 'bad' | 'care' | 'good'>> = {
  crossed: 'bad',
  open: 'care',
  held: 'good',
};

/** `✗ 1 of 3 checks crossed, 2 held`, and how grave that is; undefined without any. */
export function checksTold(
  checks: readonly Check[],
): { readonly text: string; readonly tone: 'bad' | 'care' | 'good' } | undefined {
  const [gravest] = gravestChecks(checks);
  const phrase = checksPhrase(checks);
  if (gravest === undefined || phrase === undefined) return undefined;
  return { text: `${checkMarks[gravest.outcome]} ${phrase}`, tone: tones[gravest.outcome] };
}

/** What was demanded of the run, the gravest first; what it says of single cells, and what held, is folded. */
export function checks(all: readonly Check[], anchors: Anchors): Markup {
  if (all.length === 0) return nothing;
  const ordered = gravestChecks(all);
  const held = ordered.filter(({ outcome }) => outcome === 'held');
  const others = ordered.filter(({ outcome }) => outcome !== 'held');
  return html`<section class="checks" id="checks" aria-labelledby="checks-title">
    <h2 id="checks-title" class="unseen">What was demanded</h2>
    ${list(others, anchors)}
    ${
      held.length === 0
        ? ''
        : html`<details class="more">
            <summary>${checkMarks.held} ${counted(held.length, 'check')} held</summary>
            ${list(held, anchors)}
          </details>`
    }
  </section>`;
}

function list(shown: readonly Check[], anchors: Anchors): Markup {
  if (shown.length === 0) return nothing;
  return html`<ul class="demands">
    ${shown.map((check) => item(check, anchors))}
  </ul>`;
}

function item({ title, outcome, statement, cells }: Check, anchors: Anchors): Markup {
  const own = outcomes.flatMap((each) => cells.filter((cell) => cell.outcome === each));
  return html`<li class="${tones[outcome]}">
    <p><b>${checkMarks[outcome]}</b> <strong>${title}</strong>: ${statement}</p>
    ${
      own.length === 0
        ? ''
        : html`<details class="more">
            <summary>${counted(own.length, 'row')}</summary>
            <ul class="notes">
              ${own.map((each) => html`<li>${checkMarks[each.outcome]} ${anchors.link(each.cell)}: ${each.statement}</li>`)}
            </ul>
          </details>`
    }
  </li>`;
}
