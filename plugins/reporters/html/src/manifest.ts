import { axisTable, formatDuration, type Results } from '@wiretax/core';
import { axisValue, conditionFacts, constantAxes, plannedLaunches, warmupText } from '@wiretax/core/record';
import { percentText, whole } from '@wiretax/writing';
import { again } from './again.js';
import { command } from './copy-button.js';
import { bytes } from './figures.js';
import { type Content, html, lineEnd, type Markup } from '@wiretax/page';

type Fact = readonly [name: string, value: string | number | boolean | null];

/** Where, when and how it was measured, and how to do it again. */
export function manifest(results: Results, program: string): Markup {
  const { manifest: of } = results;
  const { plugins, experiment } = of;
  return html`<section id="manifest" aria-labelledby="manifest-title">
    <h2 id="manifest-title">How it was measured</h2>
    <details class="more">
      <summary>The run, the machine, and what peers inherited</summary>
      <div class="sheets">
        ${facts('Run', runFacts(results))} ${facts('Machine', machineFacts(results))}
        ${conditionFacts(of).map(({ session, facts: found }) => facts(session === 1 ? 'When it began, and what peers inherited' : `When session ${String(session)} began`, found))}
      </div>
    </details>
    <h3>Run it again</h3>
    ${command(again(results, program), 'the command that runs it again')}
    <details>
      <summary>The experiment after its imports and flags</summary>
      <pre tabindex="0"><code>${lines(JSON.stringify(experiment, null, 2))}</code></pre>
    </details>
    <details>
      <summary>Versions of ${String(plugins.length)} plugins</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Versions of plugins">
        <table class="plain">
          <caption>
            Plugins and their dependencies
          </caption>
          <thead>
            <tr>
              <th scope="col">plugin</th>
              <th scope="col">version</th>
              <th scope="col">dependencies</th>
            </tr>
          </thead>
          <tbody>
            ${plugins.map(
              ({ name, version, dependencies }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${version}</td>
                  <td>
                    ${Object.entries(dependencies)
                      .map(([dependency, its]) => `${dependency} ${its}`)
                      .join(', ')}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>
  </section>`;
}

/** Line ends of our own stay; those of names were escaped by JSON. */
function lines(text: string): Content {
  return text.split('\n').map((line) => [line, lineEnd]);
}

function facts(title: string, all: readonly Fact[]): Markup {
  return html`<div>
    <h3>${title}</h3>
    <dl class="sheet">
      ${all.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${said(value)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

function runFacts(results: Results): readonly Fact[] {
  const { manifest: of, rows, trials, planned } = results;
  const { experiment } = of;
  const { stop, warmup } = experiment;
  const [first] = rows;
  const cells = rows.map(({ cell }) => cell);
  return [
    ['run', of.id],
    ['started', of.startedAt],
    ...(of.resumedAt.length === 0 ? [] : [['resumed', of.resumedAt.join(', ')] as const]),
    ['Wiretax', of.wiretax],
    [
      'measured',
      [
        ...(stop.requests === undefined ? [] : [`${whole(stop.requests)} calls a client`]),
        ...(stop.durationMs === undefined ? [] : [formatDuration(stop.durationMs * 1e6)]),
      ].join(' or '),
    ],
    ['warm-up', warmupText(warmup)],
    ['launches of each cell', plannedLaunches(results)],
    ['trials', `${whole(trials.length)} of ${whole(planned)}`],
    ['seed of the order', experiment.seed],
    ['collectors', experiment.collectors.map(({ label }) => label).join(', ') || 'none'],
    ...(first === undefined
      ? []
      : constantAxes(cells).map((field): Fact => [axisTable[field].title, axisValue(first.cell, field)])),
  ];
}

function machineFacts({ manifest: { machine } }: Results): readonly Fact[] {
  const mitigations = Object.entries(machine.mitigations)
    .filter(([, state]) => state !== 'Not affected')
    .map(([name, state]) => `${name}: ${state}`);
  return [
    ['CPU', machine.cpuModel],
    ['logical CPUs', machine.logicalCpus],
    ['SMT', machine.smt],
    ['governor', machine.governor],
    ['turbo', machine.turbo],
    ['virtualisation', machine.virtualisation],
    ['steal time', machine.stealShare === null ? null : percentText(machine.stealShare)],
    ['memory', machine.memoryBytes === null ? null : bytes(machine.memoryBytes)],
    ['system', `${machine.platform} ${machine.kernel} ${machine.architecture}`],
    ['Node', `${machine.node}, V8 ${machine.v8}`],
    ['Node flags', machine.execArgv.join(' ') || 'none'],
    ['open files', machine.openFilesLimit],
    ['perf_event_paranoid', machine.perfEventParanoid],
    ['mitigations', mitigations.join('; ') || null],
    ['clock source', machine.clockSource ?? null],
    ['git commit', machine.gitCommit],
  ];
}

function said(value: Fact[1]): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === null || value === '' ? 'unknown' : String(value);
}
