import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError, visible, visibleLine, visibleLines, WiretaxError } from '@wiretax/core';
import { planCells, planProblem, readResults } from '@wiretax/core/record';
import { hashOf, report, seededRandom } from '@wiretax/core/run';
import {
  editedRun,
  editedText,
  editedValue,
  fakeHost,
  harmIn,
  hostileTexts,
  sampleCell,
  sampleFailedTrial,
  storedRun,
} from '@wiretax/core/testing';
import { loadStudy } from '@wiretax/config';
import { readExperiment } from '@wiretax/config/read/experiment.js';
import { loadConfig } from '@wiretax/config/read/file.js';
import { presetFiles } from '@wiretax/config/read/presets.js';
import { ProblemList } from '@wiretax/config/read/problem-list.js';
import { reportSchemaProblems } from '@wiretax/config/check/schema-problems.js';
import { locateConfig } from '@wiretax/config/read/source.js';
import { kernelToReport } from '@wiretax/config/check/stored-study.js';
import { describeFailure } from 'wiretax/dist/failure/failure-text.js';
import { runLine, runsText } from '@wiretax/command-history/list';
import { trialLine } from 'wiretax/dist/run/trial-line.js';
import { csvText } from '@wiretax/writing';
import { markdownText } from '@wiretax/writing/markdown';
import { numberOption, textOption } from './tools/arguments.js';

/**
 * Edited runs, configs and texts: each must be taken, or refused with a WiretaxError, within a second, and all of them in 512 MB.
 * `--only configs --from 250000 --count 1000` does a part of them; a case is told by its number.
 */
type Case = (random: () => number, number: number) => Promise<string>;

const installation = { dataDir: '/nowhere' };
const reporters = ['summary', 'table', 'json', 'csv', 'markdown', 'html'];
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'wiretax-fuzz-'));

const stored = storedRun();

/** Read; every thousandth also with all analyses and reporters. */
const runs: Case = async (random, number) => {
  const files = Object.entries(editedRun(stored, random)).map(([path, text]) => [`run/${path}`, text]);
  const host = fakeHost({ files: Object.fromEntries(files) as Record<string, string> });
  const results = await readResults(host, 'run');
  refuseHarm(runsText([runLine({ ...results, damage: results.damage ?? [] })], []), 2000);
  if (number % 1000 === 0) {
    const { kernel } = await kernelToReport(
      results.manifest,
      { reporters },
      { installation, allowed: [] },
      host,
    );
    let printed = '';
    const print = (text: string): void => {
      printed += text;
    };
    const failed = await report({ kernel, results, reporters: ['table'], signal, print });
    refuseHarm(printed, 5000);
    const others = reporters.slice(1);
    const failures = [...failed, ...(await report({ kernel, results, reporters: others, signal, print }))];
    if (failures.length > 0) throw new Error(failures.join('; '));
  }
  return results.damage === undefined ? 'read' : 'read in part';
};

const bases = await Promise.all(
  [...presetFiles().values()].map(async (path) => ({
    yaml: readFileSync(path, 'utf8'),
    value: (await loadConfig(path, 'refuse')).config,
  })),
);

/** Checked by themselves; every twentieth also against the plugins. */
const configs: Case = async (random, number) => {
  const base = bases[Math.floor(random() * bases.length)];
  const isYaml = random() < 0.5;
  const json = (value: unknown): string => JSON.stringify(value, null, 2);
  const text = isYaml
    ? editedText(base?.yaml ?? '', random)
    : random() < 0.3
      ? editedText(json(base?.value), random)
      : json(editedValue(base?.value, random));
  const argument = isYaml ? 'study.yaml' : 'study.json';
  writeFileSync(join(folder, argument), text);
  if (number % 20 === 0) {
    await loadStudy(argument, { cwd: folder, allow: ['modules', 'plugins', 'node-flags'], ...installation });
    return 'can be run';
  }
  const tell = (): undefined => undefined;
  const request = { what: argument, folder, search: false, tell, modules: 'execute' } as const;
  const { config, defaultName } = await locateConfig(request);
  const problems = new ProblemList();
  const { experiment: draft } = readExperiment(config, defaultName, problems);
  reportSchemaProblems(config, problems);
  if (problems.problems.length > 0) return 'refused';
  if (planProblem({ ...draft, settings: {} }) !== undefined) return 'too large';
  planCells({ ...draft, settings: {} });
  return 'can be planned';
};

const cell = sampleCell();

const texts: Case = (random) => {
  let text = hostileTexts[Math.floor(random() * hostileTexts.length)] ?? '';
  for (let rounds = Math.floor(random() * 4); rounds >= 0; rounds -= 1)
    text = editedText(text.slice(0, 2000), random);
  if (random() < 0.01) text = text.repeat(1 + Math.floor(random() * 1000));
  refuseHarm(visible(text), Infinity);
  refuseHarm(visibleLine(text), 500);
  refuseHarm(visibleLines(text), 1000);
  refuseHarm(markdownText(text), Infinity);
  refuseHarm(csvText(text).replaceAll(/[\t\r]/g, ''), Infinity);
  refuseHarm(trialLine(sampleFailedTrial(cell, text), '1/1'), 1500);
  const error = new InputError('X_FUZZ', text, [{ path: text, message: text, nearest: text }]);
  refuseHarm(describeFailure(error, false).text, 1500);
  return Promise.resolve('shown');
};

function refuseHarm(text: string, longestLine: number): void {
  const harm = harmIn(text, longestLine);
  if (harm !== undefined) throw new Error(`a text that is shown is harmful: ${harm}`);
}

async function outcomeOf(
  kind: string,
  each: Case,
  number: number,
): Promise<{ outcome: string; crash?: unknown }> {
  try {
    return { outcome: await each(seededRandom(hashOf(`${kind} ${String(number)}`)), number) };
  } catch (thrown) {
    if (thrown instanceof WiretaxError) return { outcome: thrown.code };
    return { outcome: 'CRASH', crash: thrown };
  }
}

const longestMs = 1000;
const mostMiB = 512;
const [only, first, count] = [
  textOption('only', ''),
  numberOption('from', 0),
  numberOption('count', 1_000_000),
];
let failed = false;

for (const [kind, each] of Object.entries({ runs, configs, texts })) {
  if (only !== '' && only !== kind) continue;
  const outcomes = new Map<string, number>();
  let [slowestMs, slowest, hangs, crashes] = [0, 0, 0, 0];
  const startedMs = performance.now();
  for (let number = first; number < first + count && crashes < 20; number += 1) {
    let tookMs = Infinity;
    let result: Awaited<ReturnType<typeof outcomeOf>> = { outcome: '' };
    // What the machine did meanwhile is no fault of a case.
    for (let attempt = 0; attempt < 3 && tookMs > longestMs; attempt += 1) {
      const beganMs = performance.now();
      result = await outcomeOf(kind, each, number);
      tookMs = performance.now() - beganMs;
    }
    outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
    if (tookMs > slowestMs) [slowestMs, slowest] = [tookMs, number];
    if (tookMs > longestMs) hangs += 1;
    if (result.crash === undefined) continue;
    crashes += 1;
    console.log(`${kind} ${String(number)}:`, result.crash);
  }
  const tookS = (performance.now() - startedMs) / 1000;
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  const done = [...outcomes.values()].reduce((sum, times) => sum + times, 0);
  failed ||= crashes > 0 || hangs > 0 || peakMiB > mostMiB;
  console.log(
    `${kind} from ${String(first)}: ${String(done)} in ${tookS.toFixed(0)} s, ${String(crashes)} crashes, ${String(hangs)} above 1 s, ` +
      `slowest ${slowestMs.toFixed(0)} ms (${String(slowest)}), peak ${peakMiB.toFixed(0)} MiB`,
  );
  for (const [outcome, times] of [...outcomes].sort(([, a], [, b]) => b - a))
    console.log(`  ${outcome}: ${String(times)}`);
}

rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;
