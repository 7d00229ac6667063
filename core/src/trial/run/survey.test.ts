import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunResult } from '../../contract/processes.js';
import { withTime } from '../../testing/fake-clock.js';
import { fakeHost } from '../../testing/fake-host.js';
import { sampleExperiment } from '../../testing/sample-experiment.js';
import { survey } from './survey.js';

const never = new AbortController().signal;
const plain = sampleExperiment();
const flagged = sampleExperiment({
  node: [{ label: 'big', client: [], server: ['--max-old-space-size=4000'] }],
});

test('of runs that begin together none looks away while a child of another runs', async () => {
  for (const taken of [true, false]) {
    const fake = fakeHost();
    let answer: (result: RunResult) => void = () => undefined;
    const answered = new Promise<RunResult>((resolve) => (answer = resolve));
    const run = (command: string): Promise<RunResult> =>
      command === 'node' ? answered : Promise.reject(new Error(`spawn ${command} ENOENT`));
    const host = { ...fake, run };
    const ends: string[] = [];
    const both = [plain, flagged].map((experiment) =>
      survey(host, experiment, 1, never).then(
        () => ends.push('done'),
        () => ends.push('refused'),
      ),
    );
    await fake.clock.advance(1000);
    assert.equal(ends, []);
    answer({ code: taken ? 0 : 9, stdout: 'wiretax: flags taken', stderr: '' });
    await withTime(fake.clock, Promise.all(both));
    assert.equal(ends.sort(), ['done', taken ? 'done' : 'refused']);
  }
});

test.run();
