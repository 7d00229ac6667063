import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrialRecord } from '@wiretax/core';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { entriesBelow, withCli } from './cli.js';

interface Accident {
  readonly title: string;
  readonly transport: string;
  readonly code: string;
  /** `measure` when left out. */
  readonly phase?: string;
  /** What the error must name: who, and what happened. */
  readonly says: readonly (string | RegExp)[];
}

const servers: readonly Accident[] = [
  {
    title: 'fails to listen',
    transport: 'fails-to-listen',
    code: 'E_PLUGIN',
    phase: 'setup',
    says: ['server: transport fails-to-listen (bad-servers local) failed: the port is taken'],
  },
  {
    title: 'exits',
    transport: 'exits',
    code: 'E_PEER_EXITED',
    says: ['the server peer exited with code 3'],
  },
  {
    title: 'throws where nobody catches it',
    transport: 'crashes',
    code: 'E_PEER',
    says: [/server: plugin bad-servers \S+ threw where nobody catches it: the server ran out of luck/],
  },
  {
    title: 'is killed',
    transport: 'is-killed',
    code: 'E_PEER_EXITED',
    says: ['the server peer was killed by SIGKILL', 'want of memory (dmesg says)'],
  },
  {
    title: 'never answers',
    transport: 'silent',
    code: 'E_CALL_TIMEOUT',
    says: ['transport silent', 'a call has had no reply for 0.5 s; raise callTimeout'],
  },
  {
    title: 'blocks its event loop',
    transport: 'blocks',
    code: 'E_CALL_TIMEOUT',
    says: ['transport blocks', 'a call has had no reply for 0.5 s; raise callTimeout'],
  },
  {
    title: 'closes the connection',
    transport: 'hangs-up',
    code: 'E_CALL_FAILED',
    says: ['transport hangs-up', 'call 21: the server has closed the connection'],
  },
  {
    title: 'answers garbage',
    transport: 'garbage',
    code: 'E_CALL_FAILED',
    says: ['transport garbage', "call 21: protobuf can't decode 40 bytes", 'wiretax.v1.Payload'],
  },
  {
    title: 'answers with another id',
    transport: 'wrong-id',
    code: 'E_WRONG_REPLY',
    says: ['transport wrong-id', 'the reply carries id 22, the request had 21: replies are mixed up'],
  },
  {
    title: 'answers with too few bytes',
    transport: 'wrong-size',
    code: 'E_WRONG_REPLY',
    says: ['transport wrong-size', 'the reply has 63 bytes of data, 64 were asked for'],
  },
];

const clients: readonly Accident[] = [
  {
    title: 'fails to connect',
    transport: 'fails-to-connect',
    code: 'E_PLUGIN',
    phase: 'setup',
    says: ['client: transport fails-to-connect (bad-clients local) failed: the server is unkind'],
  },
  {
    title: 'hangs',
    transport: 'hangs',
    code: 'E_CALL_TIMEOUT',
    says: ['transport hangs', 'a call has had no reply for 0.5 s; raise callTimeout'],
  },
  {
    title: 'exits',
    transport: 'exits',
    code: 'E_PEER_EXITED',
    says: ['the client peer exited with code 3'],
  },
  {
    title: 'rejects with nothing',
    transport: 'rejects-with-nothing',
    code: 'E_CALL_FAILED',
    says: ['transport rejects-with-nothing', 'call 21: it gave no reason'],
  },
  {
    title: 'throws instead of rejecting',
    transport: 'throws-at-once',
    code: 'E_CALL_FAILED',
    says: ['transport throws-at-once', 'call 21: the client ran out of luck'],
  },
];

for (const [role, plugin, accidents] of [
  ['server', 'servers', servers],
  ['client', 'clients', clients],
] as const) {
  for (const accident of accidents) {
    test(`a ${role} that ${accident.title} fails that trial only`, () => failsOnly(accident, plugin));
  }
}

for (const stop of [{ requests: 50 }, { duration: '50ms', requests: undefined }]) {
  const until = stop.requests === undefined ? 'its time is over' : 'it has made its calls';
  test(`a client that blocks its event loop is killed, also if it may go on until ${until}`, () =>
    failsOnly(
      {
        title: 'blocks its event loop',
        transport: 'blocks',
        code: 'E_PEER_HUNG',
        says: [/the client peer did not answer to (open|record) within 1[01] s and was killed/],
      },
      'clients',
      stop,
    ));
}

test('a client that never closes is killed, which is said and fails nothing', async () => {
  const files = studyOf({ plugins: fixture('bad-luck/clients.mjs'), transport: 'never-closes' });
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    const problems = newestRun(cli).trials.get('never-closes')?.problems;
    assert.equal(problems, ['teardown: the client peer did not close within 2 s and was killed']);
    const shown = await cli.run('report', '--reporter', 'table');
    assert.match(shown.stdout, 'the client peer did not close within 2 s');
  });
});

test('a client that fails to close is named with the phase, and fails nothing', async () => {
  const files = studyOf({ plugins: fixture('bad-luck/clients.mjs'), transport: 'fails-to-close' });
  await withCli(files, async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 0, stderr);
    assert.equal(newestRun(cli).trials.get('fails-to-close')?.problems, [
      'teardown: client: transport fails-to-close (bad-clients local) failed: no way out',
    ]);
  });
});

const strangers = [
  ['garbage', ['tcp', 'rest', 'grpc']],
  ['text', ['tcp', 'rest', 'grpc']],
  ['hangs-up', ['tcp', 'rest', 'grpc']],
  ['nothing', ['tcp']],
] as const;

for (const [manner, transports] of strangers) {
  test(`clients of ours fail by name at a server that is none of ours (${manner})`, async () => {
    const files = studyOf({
      plugins: fixture('bad-luck/interloper.mjs'),
      settings: { interloper: { manner } },
      transport: transports,
      callTimeout: '500ms',
    });
    await withCli(files, async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 1, stderr);
      const { trials } = newestRun(cli);
      for (const transport of transports) {
        const { error } = failedTrial(trials.get(transport));
        assert.match(error.message, `client: transport ${transport} (@wiretax/plugin-${transport} `);
        assert.ok(stderr.includes(error.message), stderr);
      }
    });
  });
}

/** Runs tcp and the transport, whichever comes first; the one is to succeed and the other to fail as it should. */
async function failsOnly(accident: Accident, plugin: string, rest = {}): Promise<void> {
  const { transport, code: wanted, phase = 'measure', says } = accident;
  const files = studyOf({
    plugins: fixture(`bad-luck/${plugin}.mjs`),
    transport: ['tcp', transport],
    callTimeout: '500ms',
    ...rest,
  });
  await withCli(files, async (cli) => {
    const { code, stdout, stderr } = await cli.run('run');
    assert.is(code, 1, stderr);
    assert.is(stdout, '');
    const { id, trials } = newestRun(cli);
    assert.is(trials.size, 2);
    assert.is(trials.get('tcp')?.status, 'completed');
    const { error } = failedTrial(trials.get(transport));
    assert.is(error.code, wanted);
    assert.is(error.phase, phase);
    for (const text of says) assert.match(error.message, text);
    assert.match(stderr, `${transport}.64B.c1 #1  failed in ${phase}: ${error.message} (${wanted})`);
    assert.match(stderr, '1 of 2 trials failed.');
    assert.equal(entriesBelow(cli.temporary), []);

    const shown = await cli.run('report', id, '--reporter', 'table');
    assert.is(shown.code, 0, shown.stderr);
    assert.match(shown.stdout.replaceAll(/\s+/g, ' '), error.message);
  });
}

function failedTrial(record: TrialRecord | undefined): { readonly error: NonNullable<TrialRecord['error']> } {
  if (record?.error === undefined) throw new Error('the trial has not failed');
  assert.is(record.status, 'failed');
  assert.equal(record.verdicts, ['failed']);
  return { error: record.error };
}

test.run();
