import type { Verdict } from '@wiretax/core';
import {
  harmIn,
  hostileCharacters,
  hostileTexts,
  sampleCell,
  sampleManifest,
  sampleTrial,
} from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runsText, trendText } from './history-text.js';
import { runLine } from './run-line.js';

function historyText(text: string): string {
  const line = runLine({
    manifest: sampleManifest(),
    trials: [sampleTrial(sampleCell())],
    planned: 1,
    damage: [text],
  });
  const point = {
    run: text,
    startedAt: text,
    name: text,
    verdict: text as Verdict,
    launches: 1,
    value: 1,
    wakeNs: null,
    interval: null,
    againstBefore: null,
    againstMedian: null,
    notes: [text],
  };
  const verdicts = { [text]: 1 };
  return (
    runsText(
      [{ ...line, id: text, name: text, startedAt: text, firstCell: text, verdicts }],
      [{ id: text, reason: text }],
    ) + trendText([point], { cell: text, figure: 'p50' })
  );
}

for (const text of [...hostileCharacters, ...hostileTexts]) {
  test(`names and notes of ${JSON.stringify(text.slice(0, 40))} act on no terminal`, () => {
    assert.is(harmIn(historyText(text), 6000), undefined);
  });
}

test.run();
