/**
 * Media types of artifacts that others look for, whichever collector brings them. Files that have a registered type bear that:
 * `text/html`, `text/csv`, `application/json`.
 *
 * - `folded`: sampled stacks of what a peer spent CPU time on, as flame graph tools read them: lines of
 *   `thread;outermost;…;innermost samples`; functions of the kernel end in `_[k]`, those of JavaScript are `name file:line_[j]`. They get a
 *   flame graph on the page and their functions in `explain`. Metrics `samples` and `cpu.…` (ns) of the same evidence tell how much time a
 *   sample stands for; without them samples share the CPU time that was measured.
 * - `pauses`: stops of a peer, JSON with `schema: 1` and `rows` of `[startNs, durationNs, kind]`, in ns of CLOCK_MONOTONIC. Those of the
 *   measured window are drawn over latency.
 * - `samples`: of a client in the measured window a row a call, with INT64 columns `scheduled`, `started` and `completed`, ns: the view
 *   `samples` of queries.
 */
export const mediaTypes = {
  folded: 'application/vnd.wiretax.folded',
  pauses: 'application/vnd.wiretax.pauses+json',
  samples: 'application/vnd.apache.parquet',
} as const;
