/** What every call asks of a server that doesn't speak echo, as its own protocol has it. */
export interface Workload {
  /** HTTP's; for gRPC `POST`. */
  readonly method: string;
  /** `/index.html`; `/package.Service/Method`. */
  readonly path: string;
}
