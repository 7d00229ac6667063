import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mentionsOf } from './mentions.js';

function said(config: Readonly<Record<string, unknown>>): readonly string[] {
  return mentionsOf(config).map(
    ({ kind, name, path, excluded }) => `${kind} ${name} at ${path}${excluded ? ' (out)' : ''}`,
  );
}

test('what is left out is its default', () => {
  assert.equal(said({}), [
    'transport tcp at transport',
    'codec protobuf at codec',
    'load closed at load',
    'collector usage at collectors',
    'reporter table at reporters',
  ]);
});

test('names are found in lists, compositions, includes and excludes', () => {
  const found = said({
    transport: ['tcp', null, { use: null }],
    flow: ['none', ['a', { use: 'b' }]],
    codec: 'json',
    collectors: [],
    reporters: ['csv'],
    include: [{ transport: 'rest' }],
    exclude: [{ flow: 'a' }],
  });
  assert.equal(found, [
    'transport tcp at transport[0]',
    'transport null at transport[1]',
    'transport null at transport[2]',
    'flow a at flow[1][0]',
    'flow b at flow[1][1]',
    'codec json at codec',
    'load closed at load',
    'reporter csv at reporters[0]',
    'transport rest at include[0].transport',
    'flow a at exclude[0].flow (out)',
  ]);
});

test('options are what is beside use and as', () => {
  const [mention] = mentionsOf({ transport: { use: 'grpc', channels: 4, as: 'x' } });
  assert.equal(mention?.options, { channels: 4 });
});

test('what is no name is passed over', () => {
  assert.equal(
    said({ transport: 5, codec: {}, load: null, collectors: [[]], reporters: [1], include: [3] }),
    [],
  );
});

test.run();
