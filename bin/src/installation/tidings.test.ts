import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { foundPlugin } from '@wiretax/config/plugins/found-plugin.fixture.js';
import { remarksOn, summaryOf } from './tidings.js';

const plugin = foundPlugin('wiretax-plugin-x', { origin: 'installed', provides: { transport: ['x'] } });

test('one line says what there is now', () => {
  assert.is(summaryOf(plugin), 'wiretax-plugin-x 1.0.0: transport x');
});

test('scripts that did not run are named, and how they would', () => {
  const tried = { plugin, withScripts: ['wiretax-plugin-x', 'some-addon'] };
  assert.equal(remarksOn(tried, [plugin], true), []);
  assert.match(
    remarksOn(tried, [plugin], false).join('\n'),
    /^the install scripts of wiretax-plugin-x, some-addon did not run; .*--allow-scripts$/,
  );
});

test('so are names that others provide, and what the author should mend', () => {
  const remarked = { ...plugin, remarks: ['is odd'] };
  const other = foundPlugin('other', { provides: { transport: ['x'], codec: ['y'] } });
  const third = foundPlugin('third', { provides: { codec: ['y'] } });
  assert.equal(remarksOn({ plugin: remarked, withScripts: [] }, [remarked, other, third], false), [
    'wiretax-plugin-x is odd',
    'transport x is also provided by other; a run that uses it is refused',
  ]);
});

test.run();
