import { WiretaxError } from '@wiretax/core';
import { fakeHost } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type GateRequest, runGate } from './run-gate.js';

test('a margin that is none is refused before anything is checked out', async () => {
  const asked: (readonly string[])[] = [];
  const host = fakeHost({
    commands: {
      git: (args) => {
        asked.push(args);
        return { code: 1 };
      },
    },
  });
  const request: GateRequest = {
    base: 'main',
    head: undefined,
    config: undefined,
    noConfig: false,
    build: 'sleep 600',
    serve: undefined,
    margin: '200%',
    budget: undefined,
    figures: ['p50'],
    pool: undefined,
    failOn: 'slower',
    format: 'text',
    reporters: [],
    out: '.wiretax',
    quiet: true,
    wiretax: '0',
    command: [],
    folder: '/home/me',
    end: () => undefined,
  };
  const thrown: unknown = await runGate(host, { dataDir: '' }, request).catch((reason: unknown) => reason);
  assert.instance(thrown, WiretaxError);
  assert.is((thrown as WiretaxError).code, 'E_MARGIN');
  assert.equal(asked, []);
});

test.run();
