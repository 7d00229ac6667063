import type { Codec } from './codec.js';
import type { Endpoint } from './endpoint.js';
import type { LinkForm } from './link.js';
import type { Call, Handler } from './payload.js';
import type { JsonSchema } from './schema.js';
import type { Workload } from './workload.js';

/** What a transport can do. The plan relies on it and the conformance kit checks that it is true. */
export interface TransportCapabilities {
  /** The forms of links that it runs over, at least one. It is never given an endpoint of a link of another form. */
  readonly forms: readonly LinkForm[];
  /** Of addresses of servers that aren't core's: `http`. Left out by a transport that calls no server but its own. */
  readonly schemes?: readonly string[];
  /** Whether its client can ask such a server for something else than echo: see {@link ConnectOptions.workload}. */
  readonly workloads?: boolean;
  /** Whether each client costs a connection (and a file descriptor at either end) of its own. */
  readonly connections: 'per-client' | 'shared';
  /** The largest encoded message it carries; a larger one is refused at both ends, with an error that names the limit or the size. */
  readonly maxMessageBytes: number;
}

/**
 * A protocol stack: the server half runs in the server peer, the client half in the client peer. One
 * object, no state between `listen` and `connect`. Use the stack as its own users would (library
 * defaults, keep-alive, TCP_NODELAY), and name any setting that departs from that in the README.
 */
export interface Transport {
  /** A function where it depends on options: of valid options, without side effects, the same in every process. */
  readonly supports:
    TransportCapabilities | ((options: Readonly<Record<string, unknown>>) => TransportCapabilities);
  /** Schema of the options a user may give beside `use:`. Without it, any option is refused. */
  readonly options?: JsonSchema;
  /**
   * Starts to serve. Resolves when a client can connect. Must bind the endpoint it was given, which `socketAddress`
   * reads where the link is a socket; port 0 means that the system picks. Rejects if the endpoint is taken or `signal` aborts, leaving nothing behind;
   * once it has resolved only `close` ends it.
   */
  listen(options: ListenOptions): Promise<Listener>;
  /**
   * Opens whatever `clients` callers need, so that the first call pays for no handshake. Rejects if
   * the server can't be reached or `signal` aborts, leaving nothing behind; once it has resolved only `close`
   * ends it.
   */
  connect(options: ConnectOptions): Promise<Client>;
}

export interface ListenOptions {
  readonly endpoint: Endpoint;
  readonly codec: Codec;
  readonly handler: Handler;
  /** The user's options, valid by {@link Transport.options}; `{}` when there are none. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

export interface Listener {
  /** Where clients connect to, with the port that the system picked: see `boundEndpoint`. */
  readonly endpoint: Endpoint;
  /** Stops serving, drops open connections, releases the port. Safe to call twice. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly endpoint: Endpoint;
  readonly codec: Codec;
  /**
   * What is asked of a server that isn't core's, for transports that support `workloads`: the same in every call, with the bytes of
   * the request's `data` where its protocol lets a request have any. What comes back is `data` of the reply, of any size, under the
   * request's id, its stamps `toldNot`. Left out for echo.
   */
  readonly workload?: Workload;
  /** How many callers there will be. Each has at most one call in flight under closed load, more under open. */
  readonly clients: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

export interface Client {
  /**
   * Sends the request and resolves with the reply. Rejects, with an Error, if the connection fails or the other side breaks
   * the protocol; a call must never hang because the server is gone. The Error's `outcome`, one of {@link Outcome}, says how it
   * ended; without one it has failed.
   */
  readonly call: Call;
  /**
   * How many calls can be on the wire at once, ≥ 1 and always the same: sockets of a pool, streams of all connections. Core starts no more,
   * so that the wait for a connection counts as lag and doesn't hide in service. Infinity where calls are pipelined without a limit.
   */
  readonly slots: number;
  /** Closes connections and rejects calls in flight. Safe to call twice. */
  close(): Promise<void>;
}
