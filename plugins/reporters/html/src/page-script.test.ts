import { Script } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvTable } from '@wiretax/writing';
import { pageScript } from './page/script.js';

test('it is a script by itself: every function that it names is in it', () => {
  assert.instance(new Script(pageScript), Script);
  const defined = new Set([...pageScript.matchAll(/^(?:async )?function (\w+)\(/gm)].map(([, name]) => name));
  const called = [...pageScript.matchAll(/(?<![\w.])([a-z]\w*)\(/g)].map(([, name = '']) => name);
  const known =
    /^(?:act|follow|if|for|function|return|matchMedia|addEventListener|decodeURIComponent|atob|requestAnimationFrame)$/;
  const local = new Set([...pageScript.matchAll(/const (\w+) = /g)].map(([, name]) => name));
  assert.equal(
    called.filter((name) => !defined.has(name) && !local.has(name) && !known.test(name)),
    [],
  );
  assert.not.match(pageScript, /<\/script|<!--/);
});

test('CSV has no formulas and keeps its cells', () => {
  const lines = [
    ['=1+1', 'x,"y"'],
    [-1.5, null],
    [' @z', 'l\r\nm'],
  ];
  // As the page has it, without what it starts.
  const functions = pageScript.slice(0, pageScript.indexOf('\nstartTheme();'));
  const inPage = new Script(`${functions}\ncsvTable`).runInNewContext() as typeof csvTable;
  const text = inPage(['a', 'b'], lines);
  assert.is(text, csvTable(['a', 'b'], lines));
  assert.is(text, 'a,b\r\n\'=1+1,"x,""y"""\r\n-1.5,\r\n\' @z,"l\r\nm"\r\n');
});

test.run();
