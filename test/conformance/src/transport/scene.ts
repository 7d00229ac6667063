import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Client,
  ConnectOptions,
  Endpoint,
  Listener,
  ListenOptions,
  Transport,
  TransportCapabilities,
} from '@wiretax/core';
import { wireCodec } from './wire-codec.js';

/** What cases run over. */
export type KitLink = 'tcp' | 'unix' | 'memory';

type Release = () => unknown;
type Given<T> = Partial<Omit<T, 'options'>>;

/** What one case works with over one link. Whatever was opened through it is closed at its end. */
export class Scene {
  readonly transport: Transport;
  readonly link: KitLink;
  readonly connections: TransportCapabilities['connections'];
  /** The largest encoded message that must pass. */
  readonly maxMessageBytes: number;
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #deadlineAtMs: number;
  readonly #releases: Release[] = [];
  #ended = false;

  constructor(
    transport: Transport,
    link: KitLink,
    settings: {
      readonly options: Readonly<Record<string, unknown>>;
      readonly capabilities: TransportCapabilities;
      /** When whatever hasn't settled is taken to hang, by `performance.now()`. */
      readonly deadlineAtMs: number;
    },
  ) {
    this.transport = transport;
    this.link = link;
    this.#options = settings.options;
    this.connections = settings.capabilities.connections;
    this.maxMessageBytes = settings.capabilities.maxMessageBytes;
    this.#deadlineAtMs = settings.deadlineAtMs;
  }

  /** An endpoint of the link that nobody listens at. */
  async endpoint(): Promise<Endpoint> {
    switch (this.link) {
      case 'tcp':
        return { link: 'tcp', address: '127.0.0.1:0' };
      case 'unix': {
        const directory = await mkdtemp(join(tmpdir(), 'wiretax-kit-'));
        this.atEnd(() => rm(directory, { recursive: true, force: true }));
        return { link: 'unix', address: join(directory, 'kit.sock') };
      }
      case 'memory':
        return { link: 'memory', address: `kit-${String(Math.random())}` };
    }
  }

  /** Listens, at a fresh endpoint and with an echo unless told otherwise. */
  async listen(given: Given<ListenOptions> = {}): Promise<Listener> {
    const endpoint = given.endpoint ?? (await this.endpoint());
    return this.inTime(this.listening({ ...given, endpoint }), 'listen must settle');
  }

  /** As `listen`, without waiting for it. The listener is closed at the end all the same. */
  async listening(given: Given<ListenOptions> & Pick<ListenOptions, 'endpoint'>): Promise<Listener> {
    const listener = await this.transport.listen({
      codec: wireCodec(),
      handler: (request) => request,
      signal: this.#abortedAtEnd(),
      ...given,
      options: this.#options,
    });
    this.atEnd(() => listener.close());
    return listener;
  }

  async connect(to: Endpoint, given: Given<ConnectOptions> = {}): Promise<Client> {
    return this.inTime(this.connecting(to, given), 'connect must settle');
  }

  /** As `connect`, without waiting for it. The client is closed at the end all the same. */
  async connecting(to: Endpoint, given: Given<ConnectOptions> = {}): Promise<Client> {
    const client = await this.transport.connect({
      codec: wireCodec(),
      clients: 1,
      signal: this.#abortedAtEnd(),
      ...given,
      endpoint: to,
      options: this.#options,
    });
    this.atEnd(() => client.close());
    return client;
  }

  /** Waits, but no longer than the case may take. `obligation` says what must happen. */
  async inTime<T>(promise: Promise<T>, obligation: string): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new assert.AssertionError({ message: `${obligation}; it hangs` });
      timer = setTimeout(() => reject(error), Math.max(1, this.#deadlineAtMs - performance.now()));
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What the promise rejects with, which must be an Error that says something. */
  async rejected(promise: Promise<unknown>, obligation: string): Promise<Error> {
    const outcome = promise.then(
      () => assert.fail(`${obligation}; it resolved`),
      (error: unknown) => ({ error }),
    );
    const { error } = await this.inTime(outcome, obligation);
    assert.ok(error instanceof Error, `${obligation} with an Error; it rejected with ${String(error)}`);
    assert.notEqual(error.message.trim(), '', `${obligation} with an Error that says why; it says nothing`);
    return error;
  }

  /** The promise must reject with this very reason. */
  async rejectedWith(reason: Error, promise: Promise<unknown>, obligation: string): Promise<void> {
    const error = await this.rejected(promise, obligation);
    assert.ok(error === reason, `${obligation} with the signal's reason; it rejected with ${String(error)}`);
  }

  /** Waits until it is so, or fails. */
  async eventually(isSo: () => boolean | Promise<boolean>, obligation: () => string): Promise<void> {
    while (!(await isSo())) {
      if (performance.now() > this.#deadlineAtMs) assert.fail(obligation());
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Releases come in the reverse order; of what opens after the end, at once. */
  atEnd(release: Release): void {
    if (this.#ended)
      void Promise.resolve()
        .then(release)
        .catch(() => undefined);
    else this.#releases.push(release);
  }

  /** Closes everything. What fails or hangs here is no concern of the case: others examine it. */
  async end(limitMs: number): Promise<void> {
    this.#ended = true;
    for (const release of this.#releases.reverse()) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, limitMs);
      });
      await Promise.race([Promise.resolve().then(release), late]).catch(() => undefined);
      clearTimeout(timer);
    }
  }

  #abortedAtEnd(): AbortSignal {
    const controller = new AbortController();
    this.atEnd(() => controller.abort());
    return controller.signal;
  }
}
