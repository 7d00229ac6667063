import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Region } from './region.js';

function regionOf(columns: number, rows: number) {
  const written: string[] = [];
  const terminal = { write: (text: string) => written.push(text), columns: () => columns, rows: () => rows };
  return { region: new Region(terminal), written };
}

test('lines are drawn over those before', () => {
  const { region, written } = regionOf(80, 24);
  region.draw(['one', '', 'two', 'three']);
  region.draw(['four']);
  region.draw(['five']);
  assert.equal(written, ['\r\u001b[Jone\ntwo\nthree', '\r\u001b[2A\u001b[Jfour', '\r\u001b[Jfive']);
});

test('no line wraps, and none scrolls away', () => {
  const { region, written } = regionOf(20, 4);
  region.draw(['x'.repeat(50), 'two', 'three']);
  assert.equal(written, [`\r\u001b[J${'x'.repeat(19)}\ntwo`]);
});

test('once cleared there is nothing to clear', () => {
  const { region, written } = regionOf(80, 24);
  region.clear();
  region.draw(['one', 'two']);
  region.clear();
  region.clear();
  assert.equal(written, ['\r\u001b[Jone\ntwo', '\r\u001b[1A\u001b[J']);
});

test.run();
