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
  const options = { token: '$WIRETAX_A', url: '$WIRETAX_A', headers: [{ name: 'x', value: '$WIRETAX_B' }] };
  const environment = { WIRETAX_A: 'alpha-1', WIRETAX_B: 'beta-2' };
  const { options: revealed, problems } = revealSecrets(options, schema, environment);
  assert.equal(problems, []);
  assert.equal(revealed, {
    token: 'alpha-1',
    url: '$WIRETAX_A',
    headers: [{ name: 'x', value: 'beta-2' }],
  });
  assert.is(options.token, '$WIRETAX_A');
});

test('options without a secret are handed on as they are', () => {
  const options = { url: 'x', headers: [{ name: 'x' }] };
  assert.is(revealSecrets(options, schema, {}).options, options);
  assert.is(revealSecrets(options, undefined, {}).options, options);
});

test('what is wrong is said without the secret', () => {
  const says = (token: unknown, environment: Record<string, string> = {}): string =>
    revealSecrets({ token }, schema, environment)
      .problems.map(({ path, message }) => `${path}: ${message}`)
      .join();
  assert.is(
    says('hunter22'),
    'token: is a secret; write the environment variable that has it, whose name begins with WIRETAX_, such as $WIRETAX_TOKEN',
  );
  assert.match(says('$HOME', { HOME: '/root' }), /^token: is a secret; /);
  assert.match(says({ nested: 'hunter22' }), /^token: is a secret; [^2]*$/);
  assert.is(says('$WIRETAX_C'), 'token: the environment has no WIRETAX_C; set it to the secret');
  assert.is(
    says('$WIRETAX_C', { WIRETAX_C: '' }),
    'token: the environment has no WIRETAX_C; set it to the secret',
  );
  assert.match(says('$WIRETAX_C', { WIRETAX_C: 'abc' }), 'WIRETAX_C has fewer than 4 characters');
  const refused = () => withSecrets('transport door', { token: '$WIRETAX_C' }, schema, {});
  assert.throws(refused, 'transport door: token: the environment has no WIRETAX_C');
});

test('a secret that was handed out is in no error any more, however it comes back', () => {
  const value = 'p&ss "word"/1';
  revealSecrets({ token: '$WIRETAX_D' }, schema, { WIRETAX_D: value });
  const owner = { name: 'door', version: '1' };
  const message = `401 for ${value}, ${JSON.stringify(value)}, ?token=${encodeURIComponent(value)}`;
  const error = new PluginError({ kind: 'transport', name: 'door', owner }, new Error(message));
  assert.is(error.message, 'transport door 1 failed: 401 for $WIRETAX_D, "$WIRETAX_D", ?token=$WIRETAX_D');
  assert.is(reasonOf({ token: value }), '{"token":"$WIRETAX_D"}');
  assert.is(withoutSecrets('nothing of it'), 'nothing of it');
});

test('nothing is left of a secret that begins with another', () => {
  const environment = { WIRETAX_E: 'begin', WIRETAX_F: 'beginning' };
  for (const token of ['$WIRETAX_E', '$WIRETAX_F']) revealSecrets({ token }, schema, environment);
  assert.is(withoutSecrets('begin, beginning'), '$WIRETAX_E, $WIRETAX_F');
});

test.run();
