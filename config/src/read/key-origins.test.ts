import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, originsOf } from './key-origins.js';

test('below settings each key has its origin, elsewhere a key as a whole', () => {
  const origins = new Map([
    ...originsOf(
      { settings: { door: { key: 'a', deep: { b: 1 } } }, flow: [{ use: 'x' }] },
      '/base/base.yaml',
    ),
    ...originsOf({ settings: { door: { other: 'c' } } }, '/own/own.yaml'),
  ]);
  const at = (path: string): string => folderOf(path, origins, '/else');
  assert.is(at('settings.door.key'), '/base');
  assert.is(at('settings.door.deep.b'), '/base');
  assert.is(at('settings.door.other'), '/own');
  assert.is(at('flow[0].file'), '/base');
  assert.is(at('transport'), '/else');
});

test.run();
