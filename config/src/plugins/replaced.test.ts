import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { foundPlugin } from './found-plugin.fixture.js';
import { pluginsNow, replacedIn, settingsNow } from './replaced.js';

const curves = {
  ...foundPlugin('@wiretax/plugin-curves', {}),
  replaces: ['@wiretax/plugin-knee', 'wiretax-plugin-usl'],
};

test('a package that took the place of others is what stored runs mean', () => {
  const used = ['@wiretax/plugin-tcp', '@wiretax/plugin-knee', 'wiretax-plugin-usl'].map((name) => ({
    name,
    version: '0.1.0',
    entry: 'file:///x',
    dependencies: {},
  }));
  const now = pluginsNow(used, replacedIn([curves]));
  assert.equal(
    now.map(({ name }) => name),
    ['@wiretax/plugin-tcp', '@wiretax/plugin-curves'],
  );
});

test('a package that is still there is replaced by none', () => {
  assert.equal(
    [...replacedIn([curves, foundPlugin('wiretax-plugin-usl', {})]).keys()],
    ['@wiretax/plugin-knee'],
  );
});

test('its settings are those under its short name', () => {
  const settings = { '@wiretax/plugin-knee': { slo: 5 }, '@wiretax/plugin-pin': { nice: 1 } };
  assert.equal(settingsNow(settings, replacedIn([curves])), {
    '@wiretax/plugin-curves': { knee: { slo: 5 } },
    '@wiretax/plugin-pin': { nice: 1 },
  });
});

test.run();
