import { examine, type Examined } from '../failing-cases.test.support.js';
import { testTransport } from './kit.js';
import { referencePlugin, stopTimers } from './reference.test.support.js';
import { type Defect } from './reference-defects.test.support.js';

/** Long enough for a busy machine; short where the case is to fail, as it may do so by hanging. */
const limitMs = { passing: 60_000, failing: 1_500 };

/** Runs the kit over the reference transport with a defect, of which these cases are to fail. */
export async function examineDefect(defect: Defect, fails: readonly string[]): Promise<Examined> {
  try {
    return await examine(
      (subject) => {
        for (const isToFail of [true, false]) {
          testTransport({
            ...subject,
            limitMs: isToFail ? limitMs.failing : limitMs.passing,
            test: (title, run) => {
              const failing = fails.some((name) => title.endsWith(`: ${name}`));
              if (failing === isToFail) subject.test(title, run);
            },
          });
        }
      },
      { plugin: referencePlugin(defect), name: 'sample' },
    );
  } finally {
    stopTimers();
  }
}
