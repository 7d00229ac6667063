import { conclude, type Effect, lowerOf, negligible } from '@wiretax/statistics';

type Change = 'shorter' | 'longer' | 'same' | 'unknown';

interface Times {
  readonly response: Effect;
  readonly p99: Effect | undefined;
  readonly service: Effect | undefined;
}

/** Whether callers gained, lost, or the queue only moved to where service time doesn't see it. What can't be told is no "nothing". */
export function meaning(times: Times): string {
  const [average, tail] = [changeOf(times.response), changeOf(times.p99)];
  if (average === 'shorter') {
    if (tail === 'shorter') return 'callers wait less, on average and at the tail';
    return `callers wait less on average, ${tail === 'longer' ? 'longer at the tail' : tailNotShorter(tail)}`;
  }
  if (average === 'longer') {
    if (tail === 'longer') return 'callers wait longer, on average and at the tail';
    return `callers wait longer on average${tail === 'shorter' ? ', less at the tail' : ''}`;
  }
  if (tail === 'longer') return 'callers wait longer at the tail';
  if (tail === 'shorter') {
    return average === 'same'
      ? 'the tail is shorter for callers, their average is not'
      : "the tail is shorter for callers; whether their average is can't be told";
  }
  if (hasMoved(times)) {
    return `the queue moved to where service time does not see it, and ${average === 'same' ? 'callers wait no less' : 'no gain for callers shows'}`;
  }
  if (average === 'same') {
    return tail === 'same'
      ? 'callers gain nothing'
      : "callers gain nothing on average, and at the tail it can't be told";
  }
  return "whether callers gain can't be told";
}

function tailNotShorter(tail: Change): string {
  return tail === 'same' ? 'not at the tail' : "and at the tail it can't be told";
}

/** Service time is shorter, and response time surely isn't by half as much (on the log scale). */
function hasMoved({ response, service }: Times): boolean {
  if (service === undefined || changeOf(service) !== 'shorter') return false;
  return (response.interval?.low ?? response.ratio) > Math.sqrt(service.ratio);
}

const onceChanges = { a: 'longer', b: 'shorter', neither: 'unknown' } as const;

function changeOf(effect: Effect | undefined): Change {
  if (effect === undefined) return 'unknown';
  switch (conclude(effect, negligible, true)) {
    case 'faster':
      return 'shorter';
    case 'slower':
      return 'longer';
    case 'equivalent':
      return 'same';
    case 'undecided':
      return 'unknown';
    case 'no-interval':
      // The figure itself is all there is, and the statement says so.
      return onceChanges[lowerOf(effect) ?? 'neither'];
  }
}
