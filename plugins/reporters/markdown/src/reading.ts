import { list } from '@wiretax/writing/markdown';

/** How to read the tables. */
export const reading: readonly string[] = [
  '## How to read it',
  list([
    '**Response** (P50, P99, …) runs from the moment at which the caller was ready to the reply; **service** leaves out ' +
      'what passed before the call was started: the wait for flow control, and lag of the generator.',
    'Percentiles are over the calls of all launches of a cell together, never averages. One is shown only where the ' +
      'sample supports it: P50 needs 20 calls, P99 1,000, P99.9 10,000. **–** stands for everything else. Histograms reach ' +
      '68.7 s: a percentile beyond reads **> 68.7 s**, the mean and the maximum are exact.',
    '**Lowest to highest launch** is what single launches of the cell showed. Rows whose ranges overlap are not ' +
      'shown to differ.',
    '**→ server** runs from the start of a call to the handler of the server, **→ client** from the end of the handler ' +
      'to the reply, on one clock.',
    '**CPU** is user and system time of all threads of a process. **Busy** is the share of time in which the event loop ' +
      'of its main thread was not idle: near 100 % the process was saturated.',
    '~~Struck~~ numbers must stay out of comparisons; the verdict says why.',
  ]),
];
