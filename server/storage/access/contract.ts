// What may be asked of storage about access. Nobody's secret comes in or goes out: callers hash.
import type { Limits, Permission, Role } from '../../../shared/access.ts';
import type { Author } from '../repository.ts';

export type User = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Absent: every store. */
  readonly limits?: Limits;
  readonly createdAt: string;
  /** Absent: never yet. */
  readonly signedInAt?: string;
};

/** What is stated of a user; `password` is the PHC string of one. */
export type UserFields = Pick<User, 'name' | 'role' | 'limits'> & { readonly password: string };

/** `limits: null` takes them away. */
export type UserChange = {
  readonly role?: Role;
  readonly limits?: Limits | null;
  readonly password?: string;
};

export interface UserRepository {
  /** By name. */
  all(): Promise<User[]>;
  get(id: string): Promise<User | undefined>;
  /** Letters' case and width do not matter. */
  named(name: string): Promise<(User & { readonly password: string }) | undefined>;
  passwordOf(id: string): Promise<string | undefined>;
  /** @throws NAME_TAKEN */
  add(fields: UserFields, by: Author): Promise<User>;
  /**
   * Undefined when there is no such user. A new password ends the user's sessions, but for the one of `keepSession`.
   * @throws LAST_ADMIN when nobody would be left who can decide about users
   */
  change(id: string, change: UserChange, by: Author, keepSession?: string): Promise<User | undefined>;
  /** Answers whether there was one. @throws LAST_ADMIN */
  remove(id: string, by: Author): Promise<boolean>;
}

export type Session = {
  readonly hash: string;
  readonly createdAt: string;
  readonly usedAt: string;
  readonly user: User;
};

export interface SessionRepository {
  /** Notes that the user signed in. */
  add(hash: string, userId: string): Promise<void>;
  find(hash: string): Promise<Session | undefined>;
  /** Notes that it was used. */
  touch(hash: string): Promise<void>;
  remove(hash: string): Promise<void>;
  /** Answers how many there were. */
  removeAllOf(userId: string, by: Author): Promise<number>;
  /** Those used before `used` or made before `made`; instants in ISO 8601. */
  removeExpired(used: string, made: string): Promise<void>;
}

export type KeySecret = {
  /** How its owner recognises it. */
  readonly prefix: string;
  readonly createdAt: string;
  /** Absent: as long as the key. */
  readonly expiresAt?: string;
};

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly limits?: Limits;
  /** Absent: as many as any address. */
  readonly requestsPerMinute?: number;
  readonly createdAt: string;
  /** Absent: for ever. */
  readonly expiresAt?: string;
  /** To the minute; absent: never yet. */
  readonly usedAt?: string;
  /** Newest first; more than one while it is rotated. */
  readonly secrets: readonly KeySecret[];
};

export type ApiKeyFields = Pick<ApiKey, 'name' | 'scopes' | 'limits' | 'requestsPerMinute' | 'expiresAt'>;
export type NewSecret = { readonly hash: string; readonly prefix: string };

export interface KeyRepository {
  /** By name. */
  all(): Promise<ApiKey[]>;
  get(id: string): Promise<ApiKey | undefined>;
  named(name: string): Promise<ApiKey | undefined>;
  /** The key that a secret opens; undefined when none does, or its time or the key's is over. */
  withSecret(hash: string): Promise<ApiKey | undefined>;
  /** @throws NAME_TAKEN */
  add(fields: ApiKeyFields, secret: NewSecret, by: Author): Promise<ApiKey>;
  /** Adds a secret; those there were end at `until`, or when they would have if that is earlier. Undefined: no such key. */
  rotate(id: string, secret: NewSecret, until: string, by: Author): Promise<ApiKey | undefined>;
  remove(id: string, by: Author): Promise<boolean>;
  /** Notes that it was used. */
  touch(id: string): Promise<void>;
}

export type SignInGate = { readonly mayTry: true } | { readonly mayTry: false; readonly retryAt: string };

export interface SignInFailureRepository {
  /**
   * Counts a try at every subject as failed before it is made, so that tries side by side count too; or refuses it,
   * counting nothing, while one of the subjects has to wait. `delay` says how many seconds to wait after so many failures.
   */
  begin(
    subjects: readonly { readonly subject: string; delay(failures: number): number }[],
  ): Promise<SignInGate>;
  /** The try went well: `forgotten` starts anew, the others lose the one that was counted. */
  succeeded(forgotten: string, others: readonly string[]): Promise<void>;
}

export interface FirstAdminRepository {
  /** False, and keeps nothing, once there is a user. */
  offer(hash: string, expiresAt: string): Promise<boolean>;
  /** Whether `redeem` would be given this token now. */
  isOffered(hash: string): Promise<boolean>;
  /** Undefined: no such token, used, expired, or there is a user already. */
  redeem(hash: string, fields: UserFields): Promise<User | undefined>;
}

export type AuditEntry = {
  readonly at: string;
  readonly by: Author;
  /** `user.add`, `stores.publish`, `setting.change` … */
  readonly action: string;
  /** What it was done to, by its name; of stores, the id of the operation. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

export interface AuditRepository {
  /** Newest first. `next` leads to the older ones. @throws INVALID_CURSOR */
  list(query: {
    limit: number;
    cursor?: string;
  }): Promise<{ entries: AuditEntry[]; next: string | undefined }>;
}

export interface AccessRepository {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly keys: KeyRepository;
  readonly signInFailures: SignInFailureRepository;
  readonly firstAdmin: FirstAdminRepository;
  readonly audit: AuditRepository;
}
