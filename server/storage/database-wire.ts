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
  /** Whoever waits for a connection is told here when the server falls silent; absent while it is. */
  #waiting: Set<(fault: DatabaseSilent) => void> | undefined = new Set();

  /** Makes the socket of a connection, as pg takes one. */
  readonly socket = (): Socket => {
    const socket = new Socket();
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  };

  /** Nothing comes back any more: whoever waits is told, and whoever comes is told at once, until it is `heard`. */
  fellSilent(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const socket of this.#sockets) socket.destroy();
    for (const tell of waiting) tell(new DatabaseSilent());
  }

  /** It answers, or at least refuses. */
  heard(): void {
    this.#waiting ??= new Set();
  }

  /** A connection of the pool. @throws DatabaseSilent */
  async connected(pool: Pool): Promise<PoolClient> {
    const waiting = this.#waiting;
    if (waiting === undefined) throw new DatabaseSilent();
    const connecting = pool.connect();
    // No race against one promise for as long as the server answers: it would keep something of everyone who ever waited.
    const { promise, resolve, reject } = Promise.withResolvers<PoolClient>();
    waiting.add(reject);
    connecting.then(resolve, reject);
    try {
      return await promise;
    } catch (error) {
      // It may come yet, for nobody.
      connecting.then(
        (client) => client.release(true),
        () => {},
      );
      throw error;
    } finally {
      waiting.delete(reject);
    }
  }
}
