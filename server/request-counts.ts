// How many requests came from each address lately, in all processes of this machine together: each counts its own and
// tells the others what is new a few times a second, so that a limit is overrun by what comes in that moment at most.
import { isWorker, onPeers, tellPeers } from './workers.ts';

/** How processes tell each other; where there is one only, nobody is told. */
export type Peers = {
  tell(message: unknown): void;
  /** Answers how to stop it. */
  hear(listener: (message: unknown) => void): () => void;
};

const TELL_EVERY_MS = 200;
/** Keys remembered; beyond that, the one that was seen first is forgotten. */
const MOST_KEYS = 100_000;

/** Requests in a window that began with the first of them; milliseconds since 1970, by the clock of the machine. */
type Count = { current: number; readonly endsAt: number };
type Told = { readonly requests: readonly (readonly [key: string, endsAt: number, count: number])[] };

const workers: Peers | undefined = isWorker ? { tell: tellPeers, hear: onPeers } : undefined;

export class RequestCounts {
  readonly #peers: Peers | undefined;
  readonly #counts = new Map<string, Count>();
  /** What was counted here and not told yet. */
  #untold = new Map<string, Count>();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #deafen: (() => void) | undefined;

  constructor(peers = workers) {
    this.#peers = peers;
    if (peers === undefined) return;
    this.#timer = setInterval(() => this.tell(), TELL_EVERY_MS).unref();
    this.#deafen = peers.hear((message) => {
      if (!isTold(message)) return;
      for (const [key, endsAt, count] of message.requests) add(this.#counts, key, endsAt, count);
    });
  }

  /** Counts one more. A window is that of the process which heard of the key first. */
  count(key: string, windowMs: number): Count {
    const now = Date.now();
    const latest = now + windowMs;
    const known = this.#counts.get(key);
    // A window that ends later began before the clock was set back: nobody waits for the difference.
    const goesOn = known !== undefined && known.endsAt > now && known.endsAt <= latest;
    const count = goesOn ? known : begin(this.#counts, key, latest);
    count.current++;
    if (this.#peers !== undefined) add(this.#untold, key, count.endsAt, 1);
    return count;
  }

  /** Tells the others what is new. Called by itself. */
  tell(): void {
    if (this.#untold.size === 0) return;
    const told: Told = {
      requests: Array.from(this.#untold, ([key, { endsAt, current }]) => [key, endsAt, current]),
    };
    this.#untold = new Map();
    this.#peers?.tell(told);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#deafen?.();
  }
}

function add(counts: Map<string, Count>, key: string, endsAt: number, more: number): void {
  const known = counts.get(key);
  const goesOn = known !== undefined && known.endsAt > Date.now();
  (goesOn ? known : begin(counts, key, endsAt)).current += more;
}

function begin(counts: Map<string, Count>, key: string, endsAt: number): Count {
  const count = { current: 0, endsAt };
  counts.delete(key);
  counts.set(key, count);
  if (counts.size > MOST_KEYS) counts.delete(counts.keys().next().value!);
  return count;
}

const isTold = (message: unknown): message is Told =>
  typeof message === 'object' && message !== null && 'requests' in message;
