// Being signed in: a random id in a cookie, its hash in the database, so that every node knows it and ending it holds at
// once everywhere.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Session, SessionRepository } from '../storage/access/contract.ts';
import { hashOf, randomSecret } from './credentials.ts';

const HOUR = 3_600_000;
/** Without a request for so long, a session is over; and so long after signing in whatever happens. */
const IDLE_MILLISECONDS = 12 * HOUR;
export const LONGEST_MILLISECONDS = 7 * 24 * HOUR;
/** How exactly it is known when a session was last used. */
const USED_MILLISECONDS = 60_000;

export class Sessions {
  readonly #kept: SessionRepository;
  readonly #csrfKey: Buffer;

  constructor(kept: SessionRepository, csrfKey: Buffer) {
    this.#kept = kept;
    this.#csrfKey = csrfKey;
  }

  /** Answers the id of a new session. Never one that came from outside: nobody can be signed in to a session of another's making. */
  async start(userId: string): Promise<string> {
    const now = Date.now();
    await this.#kept.removeExpired(instant(now - IDLE_MILLISECONDS), instant(now - LONGEST_MILLISECONDS));
    const id = randomSecret();
    await this.#kept.add(hashOf(id), userId);
    return id;
  }

  /** Undefined: there is none, or it is over. */
  async find(id: string): Promise<Session | undefined> {
    const session = await this.#kept.find(hashOf(id));
    if (!session) return undefined;
    const now = Date.now();
    const unused = now - Date.parse(session.usedAt);
    if (unused > IDLE_MILLISECONDS || now - Date.parse(session.createdAt) > LONGEST_MILLISECONDS) {
      return undefined;
    }
    if (unused > USED_MILLISECONDS) await this.#kept.touch(session.hash);
    return session;
  }

  end(id: string): Promise<void> {
    return this.#kept.remove(hashOf(id));
  }

  /** What a page shows that it was given this session's answers, and did not just send its cookie along. */
  csrfToken({ hash }: Pick<Session, 'hash'>): string {
    return createHmac('sha256', this.#csrfKey).update(hash).digest('base64url');
  }

  isCsrfToken(token: unknown, session: Session): boolean {
    const expected = Buffer.from(this.csrfToken(session));
    const given = Buffer.from(typeof token === 'string' ? token : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

const instant = (milliseconds: number) => new Date(milliseconds).toISOString();
