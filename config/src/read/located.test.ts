import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExperiment } from './experiment.js';
import type { Mention } from './located.js';
import { ProblemList } from './problem-list.js';

function mentionsOf(config: Readonly<Record<string, unknown>>): readonly Mention[] {
  return readExperiment({ ceiling: false, ...config }, 'study', new ProblemList()).mentions;
}

function said(config: Readonly<Record<string, unknown>>): readonly string[] {
  return mentionsOf(config).map(
    ({ kind, name, path, excluded }) => `${kind} ${name} at ${path}${excluded ? ' (out)' : ''}`,
  );
}

test('what is left out is its default', () => {
  assert.equal(said({}), [
    'transport tcp at transport',
    'codec protobuf at codec',
    'link tcp at link',
    'load closed at load',
    'topology direct at topology',
    'collector usage at collectors',
    'reporter summary at reporters[0]',
    'reporter html at reporters[1]',
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
    'link tcp at link',
    'load closed at load',
    'topology direct at topology',
    'transport rest at include[0].transport',
    'flow a at exclude[0].flow (out)',
    'reporter csv at reporters[0]',
    'reporter html at page',
  ]);
});

test('options are what is beside use and as', () => {
  const [mention] = mentionsOf({ transport: { use: 'grpc', channels: 4, as: 'x' } });
  assert.equal(mention?.options, { channels: 4 });
  assert.is(mention?.label, 'x');
});

test('a name is known though its label is wrong, so that its options are checked and its plugin is there', () => {
  const [mention] = mentionsOf({ transport: { use: 'grpc', as: 'a/b' } });
  assert.is(mention?.name, 'grpc');
  assert.is(mention?.label, '');
});

test('what a key stands for is named where the key is', () => {
  assert.equal(said({ ceiling: true, samples: true }).slice(5), [
    'collector usage at collectors',
    'collector samples at samples',
    'reporter summary at reporters[0]',
    'reporter html at reporters[1]',
    'transport null at ceiling',
    'link memory at ceiling',
    'load closed at ceiling',
    'topology direct at ceiling',
  ]);
});

test('values of axes know where they are written', () => {
  const config = { size: ['1B', 'x', '2B'], include: [{ size: '3B' }, 5, { link: ['tcp'] }] };
  const { matrices } = readExperiment(config, 'study', new ProblemList());
  const places = matrices.flatMap(({ size = [], link = [] }) => [...size, ...link].map(({ path }) => path));
  assert.equal(places, ['size[0]', 'size[2]', 'include[0].size', 'include[2].link[0]']);
});

test('what is no name is passed over', () => {
  assert.equal(
    said({
      transport: 5,
      codec: {},
      link: 5,
      load: null,
      topology: 7,
      collectors: [[]],
      reporters: [1],
      include: [3],
    }),
    [],
  );
});

test.run();
