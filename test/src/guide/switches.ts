import {
  type Availability,
  type CollectorTarget,
  definePlugin,
  type Evidence,
  type Host,
} from '@wiretax/core';

async function probe({ files }: Host): Promise<Availability> {
  if (await files.exists('/proc/self/status')) return { available: true };
  return { available: false, missing: '/proc/self/status', remedy: 'run it on Linux' };
}
async function switchesOf({ pid, host }: CollectorTarget) {
  const status = await host.files.read(`/proc/${String(pid)}/status`);
  const count = (name: string) =>
    Number(new RegExp(`^${name}_ctxt_switches:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return { voluntary: count('voluntary'), involuntary: count('nonvoluntary') };
}
async function attach(target: CollectorTarget) {
  const before = await switchesOf(target);
  const collect = async (): Promise<Evidence> => {
    const after = await switchesOf(target);
    const metrics = (['voluntary', 'involuntary'] as const).map((sort) => {
      const value = after[sort] - before[sort];
      return { name: `context-switches.${sort}`, value, unit: 'count', kind: 'counter' } as const;
    });
    return { metrics, artifacts: [], notes: ['switches of the main thread'] };
  };
  let evidence: Promise<Evidence> | undefined;
  return { detach: () => (evidence ??= collect()) };
}

export default definePlugin({
  name: 'switches',
  api: 2,
  apply: ({ collectors }) => collectors.add('switches', { overhead: 'free', side: 'outside', probe, attach }),
});
