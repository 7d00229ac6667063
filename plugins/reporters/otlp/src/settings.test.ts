import { revealSecrets } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readSettings, settingsSchema } from './settings.js';

test('the endpoint and what headers say come from the environment alone', () => {
  const written = {
    endpoint: '$WIRETAX_OTLP_ENDPOINT',
    headers: [{ name: 'authorization', value: '$WIRETAX_OTLP_TOKEN' }],
  };
  const environment = {
    WIRETAX_OTLP_ENDPOINT: 'http://collector/v1/metrics',
    WIRETAX_OTLP_TOKEN: 'Bearer abc',
  };
  const { options, problems } = revealSecrets(written, settingsSchema, environment);
  assert.equal(problems, []);
  assert.equal(readSettings(options), {
    url: 'http://collector/v1/metrics',
    headers: [{ name: 'authorization', value: 'Bearer abc' }],
    timeoutMs: 10_000,
  });
});

test('an endpoint that stands in a config or a stored run is refused', () => {
  const { problems } = revealSecrets({ endpoint: 'http://elsewhere/' }, settingsSchema, {});
  assert.is(problems[0]?.path, 'endpoint');
});

test('nothing is sent unless an endpoint is named', () => {
  assert.is(readSettings({ timeout: '5s' }), undefined);
  assert.is(readSettings({ endpoint: 'http://a/', timeout: '2s' })?.timeoutMs, 2000);
});

test.run();
