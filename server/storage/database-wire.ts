// The connections to one database server, so that they can be given up together. A server that stands still, or a network
// that swallows what is sent, closes nothing: whoever waits for an answer would wait until TCP gives up, a quarter of an
// hour or more.
import { Socket } from 'node:net';
import type { Pool, PoolClient } from 'pg';

/** As a connection that broke is told of (SQLSTATE 08006, connection_failure). */
class DatabaseSilent extends Error {
  readonly code = '08006';
  constructor() {
    super('the database does not answer');
  }
}

export class DatabaseWire {
  readonly #sockets = new Set<Socket>();
  /** Rejects when the server falls silent; absent while it is. */
  #answering: PromiseWithResolvers<never> | undefined = newPromise();

  /** Makes the socket of a connection, as pg takes one. */
  readonly socket = (): Socket => {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  };

  /** Nothing comes back any more: whoever waits is told, and whoever comes is told at once, until it is `heard`. */
  fellSilent(): void {
    const answering = this.#answering;
    this.#answering = undefined;
    for (const socket of this.#sockets) socket.destroy();
    answering?.reject(new DatabaseSilent());
  }

  /** It answers, or at least refuses. */
  heard(): void {
    this.#answering ??= newPromise();
  }

  /** A connection of the pool. @throws DatabaseSilent */
  async connected(pool: Pool): Promise<PoolClient> {
    if (this.#answering === undefined) throw new DatabaseSilent();
    const connecting = pool.connect();
    try {
      return await Promise.race([connecting, this.#answering.promise]);
    } catch (error) {
      // It may come yet, for nobody.
      connecting.then(
        (client) => client.release(true),
        () => {},
      );
      throw error;
    }
  }
}

function newPromise(): PromiseWithResolvers<never> {
  const made = Promise.withResolvers<never>();
  made.promise.catch(() => {});
  return made;
}
