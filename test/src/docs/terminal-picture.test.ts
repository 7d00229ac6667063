import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { terminalPicture } from './terminal-picture.js';

const text = 'a  \u001b[32;1mtcp\u001b[0m <b>\n\n   \u001b[2mnote\u001b[22m on\n';

test('each word stands in its column and line, in its colour', () => {
  const svg = terminalPicture(text, 'A "screen"');
  assert.match(svg, 'aria-label="A &#34;screen&#34;"');
  assert.match(svg, /<text x="41\.2" y="30\.3"[^>]*fill="#7fd6a8" font-weight="700">tcp<\/text>/);
  assert.match(svg, '>&#60;b&#62;</text>');
  assert.match(svg, /<text x="41\.2" y="68\.3"[^>]*opacity="0\.65">note<\/text>/);
  assert.match(svg, /<text x="83\.2" y="68\.3"[^>]*>on<\/text>/);
  assert.not.match(svg, '\u001b');
});

test('letters that are wide in UTF-16 alone keep their place', () => {
  assert.match(terminalPicture('µ – ×', ''), 'textLength="42"');
});

test.run();
