import type { Results } from '@wiretax/core';
import { html, type Markup } from '@wiretax/page';

/** What figures mean, and what they can't tell. */
export function reading({ trials }: Results): Markup {
  const places = new Set(trials.flatMap(({ cast }) => cast.map(({ machine }) => machine)));
  const network =
    places.size > 1
      ? 'Peers were on several machines: the network between them is in these figures.'
      : 'Both ends were on one machine: there is no network in these figures.';
  return html`<section id="reading" aria-labelledby="reading-title">
    <h2 id="reading-title">How to read this</h2>
    <details class="more">
      <summary>Response, percentiles, intervals, launches, verdicts, and what it can't tell</summary>
      <dl class="sheet prose">
        <div>
          <dt>Response</dt>
          <dd>
            from the moment at which the caller was ready to the reply. <b>Service</b> leaves out what passed
            before the call was started: flow control, and lag of the generator.
          </dd>
        </div>
        <div>
          <dt>P50, P99, P99.9</dt>
          <dd>
            half, 99 % and 99.9 % of the calls were answered within this time. They are taken of the calls of
            all launches of a cell together, never averaged, and shown only where ten calls at least lie
            beyond. A dash stands for everything else. Histograms reach 68.7 s: a percentile beyond reads
            "&gt; 68.7 s", while the mean and the maximum are exact.
          </dd>
        </div>
        <div>
          <dt>Interval</dt>
          <dd>
            where the figure would fall in 95 of 100 such runs, by resampling launches, not calls: a launch
            differs more from the next than a call does. It takes three launches. Rows whose intervals overlap
            may still differ; findings say when they do.
          </dd>
        </div>
        <div>
          <dt>Launch</dt>
          <dd>
            one start of fresh processes. The order of launches is random within each block, so that drift of
            the machine doesn't favour a cell.
          </dd>
        </div>
        <div>
          <dt>CPU/call</dt>
          <dd>
            user and system time of all threads of client and server, and of whoever stands between them.
            <b>Busy</b>
            is the share of time in which the event loop of the main thread was not idle; of a program that
            has none, its busiest thread.
          </dd>
        </div>
        <div>
          <dt>Verdict</dt>
          <dd>
            what a row may be used for. Figures that are struck through stay out of comparisons and charts.
          </dd>
        </div>
        <div>
          <dt>What it can't tell</dt>
          <dd>
            ${network} They hold for ${places.size > 1 ? 'these machines' : 'this machine'} and these
            versions; compare rows of one run with each other rather than with other reports.
          </dd>
        </div>
      </dl>
    </details>
  </section>`;
}
