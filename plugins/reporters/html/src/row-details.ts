import type { Latency, Row, RowMetric } from '@wiretax/core';
import {
  busyShare,
  hopsOf,
  impliedClients,
  metricPeers,
  peersOf,
  peerPhrase,
  type RowPeerNamed,
} from '@wiretax/core/record';
import { bytes } from './figures.js';
import { quantile } from '@wiretax/statistics';
import { duration, figure, latencyDuration, none, percentText, whole } from '@wiretax/writing';
import { launchPoints } from './launch-points.js';
import { html, type Markup } from '@wiretax/page';

const percentiles = [
  ['min', 'least'],
  ['mean', 'mean'],
  ['p50', 'P50'],
  ['p90', 'P90'],
  ['p99', 'P99'],
  ['p999', 'P99.9'],
  ['p9999', 'P99.99'],
  ['max', 'greatest'],
] as const;

const median = quantile(0.5);

/** All that is known of a row and that its line has no room for. */
export function rowDetails(row: Row): Markup {
  const { trials, calls, failedCalls, mixed } = row;
  const reasons = [
    ...row.reasons,
    ...row.nearly.map(({ verdict, reason }) => `Nearly ${verdict}: ${reason}`),
    ...(mixed === undefined ? [] : [mixed]),
  ];
  const implied = impliedClients(row);
  return html`${
      reasons.length === 0
        ? ''
        : html`<ul class="reasons">
            ${reasons.map((reason) => html`<li>${reason}</li>`)}
          </ul>`
    }
    <p>
      ${whole(trials.completed)} of ${whole(trials.planned)} launches
      finished${trials.failed === 0 ? '' : `, ${whole(trials.failed)} failed`}; ${whole(calls)}
      calls${failedCalls === 0 ? '' : `, and ${whole(failedCalls)} that failed`}.
      ${implied === null ? '' : `Throughput times mean response is ${figure(implied)} callers (Little's law); the row has ${whole(row.cell.concurrency)}.`}
      ${spread(row)} ${limitText(row)} ${tallyText(row)}
    </p>
    <div class="blocks" tabindex="0" role="region" aria-label="Figures of ${row.cell.id}">
      ${calls === 0 ? '' : latencies(row)} ${launches(row)} ${vitals(row)}${metrics(row)}
    </div>`;
}

function tallyText({ tally }: Row): string {
  if (tally === null) return '';
  const { rejected, unstarted, attempts, started } = tally;
  const told = [
    ...(rejected === 0 ? [] : [`${whole(rejected)} were refused by a gate`]),
    ...(unstarted === 0 ? [] : [`${whole(unstarted)} never started, so the tail is longer than it looks`]),
    ...(attempts === started ? [] : [`${whole(attempts - started)} further attempts were made`]),
  ];
  return told.length === 0 ? '' : `Of ${whole(tally.offered)} calls that were due: ${told.join('; ')}.`;
}

function limitText({ limit }: Row): string {
  if (limit === null) return '';
  const what = { loop: 'event loop', thread: 'busiest thread', cpus: 'CPUs' }[limit.of];
  const who = peerPhrase(limit.peer);
  return `The limit was ${who}: its ${what} was busy ${percentText(limit.busy)} of the time.`;
}

function spread({ spread: range }: Row): string {
  if (range === null) return 'There is no spread to show under two launches.';
  const { throughput, p50, p99 } = range;
  return (
    `Single launches showed ${figure(throughput.low)} to ${figure(throughput.high)} calls/s, ` +
    `P50 ${duration(p50.low)} to ${duration(p50.high)}` +
    `${p99 === null ? '' : `, P99 ${duration(p99.low)} to ${duration(p99.high)}`}.`
  );
}

function latencies({ response, service, lag, toServer, toClient }: Row): Markup {
  const kinds: readonly (readonly [string, Latency])[] = [
    ['response', response],
    ['service', service],
    ['lag', lag],
    ['→ server', toServer],
    ['→ client', toClient],
  ];
  const known = kinds.filter(([, { count }]) => count > 0);
  return html`<table class="plain">
    <caption>
      Latency
    </caption>
    <thead>
      <tr>
        <td></td>
        ${known.map(([name]) => html`<th scope="col" class="n">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${percentiles.map(
        ([key, name]) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${known.map(([, latency]) => html`<td class="n">${key === 'mean' ? duration(latency.mean) : latencyDuration(latency, key)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function launches(row: Row): Markup | string {
  const { launches: all } = row;
  if (all.length === 0) return '';
  const sessions = all.some(({ session = 1 }) => session > 1);
  return html`<table class="plain">
    <caption>
      Launches ${launchPoints(row)}
    </caption>
    <thead>
      <tr>
        <th scope="col">block</th>
        ${sessions ? html`<th scope="col">session</th>` : ''}
        <th scope="col">begun (UTC)</th>
        <th scope="col" class="n">calls</th>
        <th scope="col" class="n">calls/s</th>
        <th scope="col" class="n">P50</th>
      </tr>
    </thead>
    <tbody>
      ${all.map(
        (launch) =>
          html`<tr>
            <th scope="row">${String(launch.trial)}</th>
            ${sessions ? html`<td>${String(launch.session ?? none)}</td>` : ''}
            <td>${launch.startedAt.slice(0, 19).replace('T', ' ')}</td>
            <td class="n">${whole(launch.calls)}</td>
            <td class="n">${figure(launch.throughput)}</td>
            <td class="n">${duration(median([launch]))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function vitals(row: Row): Markup | string {
  const peers = peersOf(row);
  if (peers.length === 0) return '';
  const line = (name: string, of: (peer: RowPeerNamed) => string): Markup =>
    html`<tr>
      <th scope="row">${name}</th>
      ${peers.map((peer) => html`<td class="n">${of(peer)}</td>`)}
    </tr>`;
  return html`<table class="plain">
    <caption>
      CPU
    </caption>
    <thead>
      <tr>
        <td></td>
        ${peers.map(({ name }) => html`<th scope="col" class="n">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${line('user a call', ({ userNsPerCall }) => duration(userNsPerCall))}
      ${line('system a call', ({ systemNsPerCall }) => duration(systemNsPerCall))}
      ${line('CPUs used', ({ cpu }) => figure(cpu))}
      ${line('event loop busy', ({ loopUtilisation }) => percentText(loopUtilisation))}
      ${peers.every(({ loopUtilisation }) => loopUtilisation !== null) ? '' : line('busy', (peer) => percentText(busyShare(peer)))}
    </tbody>
  </table>`;
}

/** A table for each collector and window. */
function metrics(row: Row): readonly Markup[] {
  const groups = new Map<string, RowMetric[]>();
  for (const metric of row.metrics) {
    const key = JSON.stringify([metric.collector, metric.window]);
    groups.set(key, [...(groups.get(key) ?? []), metric]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    const peers = metricPeers(row, [...hopsOf(row).map(({ name }) => ({ peer: name })), ...group]);
    const names = [...new Set(group.map(({ name }) => name))];
    const apart = group.some(({ comparable }) => !comparable);
    return html`<table class="plain">
      <caption>
        ${first?.collector ?? ''}${first?.window === 'profile' ? ', in a pass of its own' : ''}${apart ? ' (off by more than 10 % in throughput: not to be joined with latency)' : ''}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${peers.map((peer) => html`<th scope="col" class="n">${peer}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${names.map(
          (name) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${peers.map(
                (peer) =>
                  html`<td class="n">
                    ${metricText(group.find((each) => each.name === name && each.peer === peer))}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>`;
  });
}

function metricText(metric: RowMetric | undefined): string {
  if (metric === undefined) return none;
  const { kind, perCall, value, unit } = metric;
  const amount = kind === 'counter' ? perCall : value;
  if (amount === null) return none;
  const text = unit === 'ns' ? duration(amount) : unit === 'bytes' ? bytes(amount) : figure(amount);
  return kind === 'counter' ? `${text} /call` : unit === 'hz' ? `${text} Hz` : text;
}
