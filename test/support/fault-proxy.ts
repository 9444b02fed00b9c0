// A network between a node and PostgreSQL that a test can spoil: slow, cut, swallowing, or leading to another server.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

type Commit = 'arrives' | 'is lost' | 'is swallowed';

export type FaultProxy = {
  /** The same database through this proxy. */
  addressOf(address: string): string;
  /** As it is at first: all passes at once. What was swallowed arrives now, as TCP would send it again. */
  pass(): void;
  /** What is sent from now on takes so many milliseconds longer, either way. */
  slow(milliseconds: number): void;
  /** Nothing passes any more, and nobody is told. */
  swallow(): void;
  /**
   * Once, when a node commits a transaction in which it sent these words: the word arrives or is lost, and the connection
   * breaks before an answer comes; or it is swallowed, with all that follows on any connection. Resolves when it happens.
   */
  atCommitOf(words: string, commit: Commit): Promise<void>;
  /** Breaks all connections. */
  cut(): void;
  /** New connections go to the server of this address. */
  leadTo(address: string): void;
  close(): Promise<void>;
};

/** What comes one way on a connection, in its order. */
class Way {
  readonly #to: Socket;
  #line: Promise<void> = Promise.resolve();

  constructor(to: Socket) {
    this.#to = to;
  }

  send(data: Buffer, when: () => Promise<void>): void {
    this.#line = this.#line.then(when).then(() => {
      if (!this.#to.destroyed) this.#to.write(data);
    });
  }

  end(): void {
    void this.#line.then(() => this.#to.end());
  }
}

/** Starts a proxy on a port of this machine to the server of an address, which has a socket in a folder. */
export async function startFaultProxy(address: string, host = '127.0.0.1', port = 0): Promise<FaultProxy> {
  let target = socketOf(address);
  let late = 0;
  /** Resolves when what is swallowed may go on. */
  let open: PromiseWithResolvers<void> | undefined;
  let watched: { readonly words: string; readonly happens: () => Commit } | undefined;
  const sockets = new Set<Socket>();
  const passes = async () => {
    const wait = late;
    if (wait > 0) await delay(wait);
    while (open !== undefined) await open.promise;
  };
  const swallow = () => {
    open ??= Promise.withResolvers();
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };

  const server = createServer((node) => {
    const database = connect(target);
    for (const socket of [node, database]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => sockets.delete(socket));
    }
    const [there, back] = [new Way(database), new Way(node)];
    let hasSeen = false;
    node.on('data', (data: Buffer) => {
      const isCommit = hasSeen && data.includes('commit');
      hasSeen ||= watched !== undefined && data.includes(watched.words);
      const commit = isCommit ? watched?.happens() : undefined;
      if (commit === 'is swallowed') swallow();
      if (commit !== 'is lost') there.send(data, passes);
      if (commit === 'arrives' || commit === 'is lost') node.destroy();
      if (commit === 'is lost') database.destroy();
    });
    database.on('data', (data: Buffer) => back.send(data, passes));
    node.on('end', () => there.end());
    database.on('end', () => back.end());
    database.on('close', () => back.end());
  }).listen(port, host);
  await once(server, 'listening');
  const at = server.address() as AddressInfo;

  return {
    addressOf: (given) => given.replace(/@[^/?]*\//, `@${at.address}:${at.port}/`),
    pass() {
      late = 0;
      const opened = open;
      open = undefined;
      opened?.resolve();
    },
    slow(milliseconds) {
      late = milliseconds;
    },
    swallow,
    atCommitOf(words, commit) {
      const { promise, resolve } = Promise.withResolvers<void>();
      watched = {
        words,
        happens() {
          watched = undefined;
          resolve();
          return commit;
        },
      };
      return promise;
    },
    cut,
    leadTo(given) {
      target = socketOf(given);
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The socket that the server of `postgres://…@%2Ffolder/…` listens on. */
function socketOf(address: string): string {
  const [, folder = ''] = /@([^/?]*)\//.exec(address) ?? [];
  return `${decodeURIComponent(folder)}/.s.PGSQL.5432`;
}
