/** Does the work; tells which clocks and sources of random numbers it asked meanwhile. */
export function askedDuring(work: () => void): readonly string[] {
  const asked: string[] = [];
  const { Date: RealDate } = globalThis;
  const { random } = Math;
  const now = performance.now.bind(performance);
  const { hrtime } = process;
  const noting =
    <Args extends unknown[], T>(name: string, real: (...args: Args) => T) =>
    (...args: Args): T => {
      asked.push(name);
      return real(...args);
    };
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) => {
      if (args.length === 0) asked.push('new Date()');
      return Reflect.construct(target, args, newTarget) as Date;
    },
    get: (target, key) =>
      key === 'now' ? noting('Date.now', RealDate.now) : (Reflect.get(target, key) as unknown),
  });
  Math.random = noting('Math.random', random);
  performance.now = noting('performance.now', now);
  process.hrtime = Object.assign(noting('process.hrtime', hrtime), {
    bigint: noting('process.hrtime.bigint', hrtime.bigint.bind(hrtime)),
  });
  try {
    work();
  } finally {
    globalThis.Date = RealDate;
    Math.random = random;
    Reflect.deleteProperty(performance, 'now');
    process.hrtime = hrtime;
  }
  return asked;
}
