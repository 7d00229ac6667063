import type { Finding, Results } from '@wiretax/core';
import { answersOf, findingGroups, orderedFindings } from '@wiretax/core/record';
import { leavesOpen } from '@wiretax/statistics/statements';
import { counted } from '@wiretax/writing';
import type { Anchors } from './anchors.js';
import { caveats, findingItem } from './findings.js';
import { html, type Markup, nothing } from '@wiretax/page';

const mostCards = 3;

/** What was decided beside the answers, one card for each analysis, in the order of reports; what wasn't is folded. */
export function cards(results: Results, anchors: Anchors): Markup {
  // What is about one figure of one place the matrix tells, too.
  const plain = ({ detail, answers, figure }: Finding): boolean =>
    detail !== true && answers === undefined && figure === undefined;
  const decided = findingGroups(results).flatMap(({ title, findings }) => {
    const [first] = findings.filter((finding) => plain(finding) && isDecided(finding));
    return first === undefined ? [] : [{ title, finding: first }];
  });
  const open = orderedFindings(results).filter((finding) => plain(finding) && !isDecided(finding));
  if (decided.length + open.length === 0) return nothing;
  return html`<section class="decided" aria-labelledby="decided-title">
    <h2 id="decided-title" class="unseen">What was decided</h2>
    ${
      decided.length === 0
        ? nothing
        : html`<div class="cards">
            ${decided.slice(0, mostCards).map(
              ({ title, finding }) =>
                html`<div class="card">
                  <h3>${title}</h3>
                  <ul class="findings">
                    ${findingItem(finding, anchors, 2)}
                  </ul>
                </div>`,
            )}
          </div>`
    }
    ${
      open.length === 0
        ? nothing
        : html`<details class="more">
            <summary>${counted(open.length, 'finding')} without a decision</summary>
            <ul class="findings">
              ${open.map((finding) => findingItem(finding, anchors, 2))}
            </ul>
          </details>`
    }
    ${caveats(answersOf(results).concat(decided.slice(0, mostCards).map(({ finding }) => finding)))}
  </section>`;
}

/** Its number has an interval and it says something of it, or it answers a question. */
export function isDecided({ interval, answers, statement }: Finding): boolean {
  return (interval !== undefined && !leavesOpen(statement)) || answers !== undefined;
}
