import type { ApiKey, KeyRepository } from '../storage/access/contract.ts';
import type { Actor } from './actor.ts';
import { hashOf } from './credentials.ts';

/** How exactly it is known when a key was last used. */
const USED_MILLISECONDS = 60_000;

/** Tells whose key it is. Every request asks storage, so that a key that was removed is one no longer, on every node. */
export class KeyRing {
  readonly #keys: KeyRepository;
  readonly #warn: (error: unknown) => void;
  /** When this process last noted a use, by key. */
  readonly #noted = new Map<string, number>();

  constructor(keys: KeyRepository, warn: (error: unknown) => void) {
    this.#keys = keys;
    this.#warn = warn;
  }

  /** Undefined: the key does not hold. */
  async actorOf(secret: string): Promise<Actor | undefined> {
    const key = await this.#keys.withSecret(hashOf(secret));
    if (!key) return undefined;
    this.#noteUse(key);
    return {
      kind: 'key',
      name: key.name,
      id: key.id,
      permissions: new Set(key.scopes),
      limits: key.limits,
      requestsPerMinute: key.requestsPerMinute,
    };
  }

  /** Nobody waits for it. */
  #noteUse({ id, usedAt }: ApiKey): void {
    const now = Date.now();
    const last = Math.max(usedAt === undefined ? 0 : Date.parse(usedAt), this.#noted.get(id) ?? 0);
    if (now - last < USED_MILLISECONDS) return;
    this.#noted.set(id, now);
    this.#keys.touch(id).catch(this.#warn);
  }
}
