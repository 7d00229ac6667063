import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withOrigins } from './origins.js';

const source = {
  path: '/study/a.yaml',
  origins: new Map([
    ['size', '/study/a.yaml'],
    ['transport', '/base.yaml'],
  ]),
};
const names = new Map([
  ['flow', '--flow'],
  ['codec', 'overrides.codec'],
]);

function place(path: string): string | undefined {
  return withOrigins([{ path, message: 'x' }], source, names)[0]?.path;
}

test('a problem is named by the flag, the override, the other file, or its key path', () => {
  assert.is(place('size[1]'), 'size[1]');
  assert.match(place('transport[0]') ?? '', /^transport\[0\] \(in .*base\.yaml\)$/);
  assert.is(place('flow[0][1]'), '--flow');
  assert.is(place('flow[0].maxInflight'), '--flow maxInflight');
  assert.is(place('ceiling'), 'ceiling');
  assert.is(place('codec[0].x'), 'overrides.codec[0].x');
});

test.run();
