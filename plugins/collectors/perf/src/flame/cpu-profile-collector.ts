import { type Profiler, Session } from 'node:inspector';
import type { Collector, CollectorTarget, Evidence } from '@wiretax/core';
import { profiledStacks } from './cpu-profile.js';
import { evidenceOf } from './evidence.js';

const intervalUs = 500;
const scope =
  'user space only: V8’s own profile of the main thread, without the kernel and threads that collect garbage';

/** Stacks of JavaScript as V8 samples them: what can be had where there is no perf. */
export const cpuProfile: Collector = {
  overhead: 'heavy',
  side: 'inside',
  options: { type: 'object', properties: {}, additionalProperties: false },
  probe: () => Promise.resolve({ available: true, note: scope }),
  attach: async (target) => {
    const session = new Session();
    session.connect();
    try {
      await post(session, 'Profiler.enable');
      await post(session, 'Profiler.setSamplingInterval', { interval: intervalUs });
      await post(session, 'Profiler.start');
    } catch (thrown) {
      session.disconnect();
      throw thrown;
    }
    const onAbort = (): void => {
      session.disconnect();
    };
    target.signal.addEventListener('abort', onAbort);
    let evidence: Promise<Evidence> | undefined;
    return {
      detach: () => {
        target.signal.removeEventListener('abort', onAbort);
        return (evidence ??= collect(target, session));
      },
    };
  },
};

async function collect(target: CollectorTarget, session: Session): Promise<Evidence> {
  const profile = await stop(session);
  const { stacks, nsPerSample, idleShare } = profiledStacks(profile, target.packages);
  const waited = `the event loop waited in ${(idleShare * 100).toFixed(1)} % of the samples, which are left out`;
  return evidenceOf(target, { stacks, nsPerSample, notes: [scope, waited] });
}

async function stop(session: Session): Promise<Profiler.Profile> {
  try {
    const answer = await post(session, 'Profiler.stop');
    return answer.profile;
  } finally {
    session.disconnect();
  }
}

type Answers = { 'Profiler.stop': Profiler.StopReturnType } & Record<string, unknown>;

function post<M extends string>(session: Session, method: M, parameters?: object): Promise<Answers[M]> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error: Error | null, answer?: object) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}
