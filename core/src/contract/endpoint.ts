/** Where a peer listens. Open, so that another link needs no new transport. */
export interface Endpoint {
  /** The name of a link. */
  readonly link: string;
  /** Of a socket `host:port`, IPv6 in brackets, or an absolute path; within a process a name. */
  readonly address: string;
}
