/** Where a peer listens. Open, so that another link needs no new transport: `tcp` `host:port`, `unix` a path, `memory` a name. */
export interface Endpoint {
  /** The name of a link. */
  readonly link: string;
  /** As the link writes it. */
  readonly address: string;
}
