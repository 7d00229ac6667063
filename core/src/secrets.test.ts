import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PluginError, reasonOf } from './errors.js';
import { withoutSecrets } from './hidden-secrets.js';
import { revealSecrets, withSecrets } from './secrets.js';

const secret = { type: 'string', writeOnly: true };
const schema = {
  type: 'object',
  properties: {
    token: secret,
    url: { type: 'string' },
    headers: { type: 'array', items: { type: 'object', properties: { value: secret } } },
  },
};

test('a secret is looked up wherever the schema has one, and nothing else is', () => {
  const options = { token: '$A_TOKEN', url: '$A_TOKEN', headers: [{ name: 'x', value: '$B_TOKEN' }] };
  const environment = { A_TOKEN: 'alpha-1', B_TOKEN: 'beta-2' };
  const { options: revealed, problems } = revealSecrets(options, schema, environment);
  assert.equal(problems, []);
  assert.equal(revealed, {
    token: 'alpha-1',
    url: '$A_TOKEN',
    headers: [{ name: 'x', value: 'beta-2' }],
  });
  assert.is(options.token, '$A_TOKEN');
});

test('options without a secret are handed on as they are', () => {
  const options = { url: 'x', headers: [{ name: 'x' }] };
  assert.is(revealSecrets(options, schema, {}).options, options);
  assert.is(revealSecrets(options, undefined, {}).options, options);
});

test('what is wrong is said without the secret', () => {
  const says = (token: unknown, environment = {}): string =>
    revealSecrets({ token }, schema, environment)
      .problems.map(({ path, message }) => `${path}: ${message}`)
      .join();
  assert.is(
    says('hunter22'),
    'token: is a secret; write the name of the environment variable that has it, such as $API_TOKEN',
  );
  assert.match(says({ nested: 'hunter22' }), /^token: is a secret; [^2]*$/);
  assert.is(says('$C_TOKEN'), 'token: the environment has no C_TOKEN; set it to the secret');
  assert.is(says('$C_TOKEN', { C_TOKEN: '' }), 'token: the environment has no C_TOKEN; set it to the secret');
  assert.match(says('$C_TOKEN', { C_TOKEN: 'abc' }), 'C_TOKEN has fewer than 4 characters');
  const refused = () => withSecrets('transport door', { token: '$C_TOKEN' }, schema, {});
  assert.throws(refused, 'transport door: token: the environment has no C_TOKEN');
});

test('a secret that was handed out is in no error any more, however it comes back', () => {
  const value = 'p&ss "word"/1';
  revealSecrets({ token: '$D_TOKEN' }, schema, { D_TOKEN: value });
  const owner = { name: 'door', version: '1' };
  const message = `401 for ${value}, ${JSON.stringify(value)}, ?token=${encodeURIComponent(value)}`;
  const error = new PluginError({ kind: 'transport', name: 'door', owner }, new Error(message));
  assert.is(error.message, 'transport door 1 failed: 401 for $D_TOKEN, "$D_TOKEN", ?token=$D_TOKEN');
  assert.is(reasonOf({ token: value }), '{"token":"$D_TOKEN"}');
  assert.is(withoutSecrets('nothing of it'), 'nothing of it');
});

test.run();
