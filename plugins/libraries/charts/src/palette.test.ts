import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  chartStyle,
  colours,
  cpuColours,
  heatColours,
  lightTextFrom,
  seriesColours,
  seriesDashes,
  seriesShapes,
} from './palette.js';

test('every colour has one role: the style sheet finds elements by it', () => {
  const all = [
    ...seriesColours,
    ...heatColours,
    ...cpuColours(['client', 'proxy-1', 'proxy-2', 'proxy-3', 'server']),
    ...Object.values(colours),
  ];
  assert.is(new Set(all).size, all.length);
  for (const colour of all) assert.match(chartStyle, `[fill="${colour}"]`);
});

test('each series has a shape and a dash of its own', () => {
  assert.is(new Set(seriesShapes).size, seriesColours.length);
  assert.is(new Set(seriesDashes.map(String)).size, seriesColours.length);
});

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Values of `--wt-own-…` in light and in dark. */
function own(name: string): readonly [string, string] {
  const [light = '', dark = light] = [
    ...chartStyle.matchAll(new RegExp(`--wt-own-${name}:(#[0-9a-f]{6})`, 'g')),
  ].map(([, colour]) => colour ?? '');
  return [light, dark];
}

test('contrast with the background: 3 : 1 for lines, 4.5 : 1 for text, light and dark', () => {
  const backgrounds = own('background');
  const least: readonly (readonly [string, number])[] = [
    ...seriesColours.map((_, index) => [`series-${String(index + 1)}`, 3] as const),
    ['mark', 3],
    ['pause', 3],
    ['unseen', 3],
    ['text', 4.5],
    ['label', 4.5],
  ];
  for (const [name, limit] of least) {
    own(name).forEach((colour, mode) => {
      const found = contrast(colour, backgrounds[mode] ?? '');
      assert.ok(found >= limit, `${name} ${colour}: ${found.toFixed(2)}`);
    });
  }
});

test('text on heat has a contrast of at least 4.5 : 1', () => {
  heatColours.forEach((colour, index) => {
    const found = contrast(colour, index >= lightTextFrom ? colours.lightText : colours.darkText);
    assert.ok(found >= 4.5, `${colour}: ${found.toFixed(2)}`);
  });
});

test.run();
