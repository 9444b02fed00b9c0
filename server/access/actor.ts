// Who asks, and what they may. Route owners ask here whether a store is theirs to change.
import type { FastifyRequest } from 'fastify';
import type { Limits, Permission } from '../../shared/access.ts';
import type { Store } from '../../shared/store.ts';
import type { Author } from '../storage/repository.ts';
import { OutsideLimits } from './errors.ts';

export type Actor = {
  readonly kind: 'anonymous' | 'user' | 'key' | 'system';
  /** What a person is called here, or a key; empty for nobody. */
  readonly name: string;
  /** Of the user or the key. */
  readonly id?: string;
  readonly permissions: ReadonlySet<Permission>;
  /** Absent: every store. */
  readonly limits?: Limits;
  /** Of a key; absent: as many as any address. */
  readonly requestsPerMinute?: number;
};

/** Nobody in particular. */
export const anonymous = (permissions: readonly Permission[]): Actor => ({
  kind: 'anonymous',
  name: '',
  permissions: new Set(permissions),
});

/** What limits look at: a store, its fields, or as much of them as is known. */
export type Placed = {
  readonly address: Pick<Store['address'], 'province' | 'city'>;
  readonly tags?: readonly string[];
};

export const mayDo = (actor: Actor, permission: Permission): boolean => actor.permissions.has(permission);

/** Undefined: no limits. For filtering: a list for this actor shows what `isWithin` them. */
export const limitsOf = (actor: Actor): Limits | undefined => actor.limits;

/** In one of the provinces, in one of the cities, or with one of the tags. */
export function isWithin(limits: Limits, { address, tags = [] }: Placed): boolean {
  const { province, city } = address;
  return (
    (province !== undefined && limits.provinces?.includes(province) === true) ||
    (city !== undefined && limits.cities?.includes(city) === true) ||
    tags.some((tag) => limits.tags?.includes(tag))
  );
}

/**
 * Whether the actor's limits let it write this store. A change is asked for twice, with the store as it is and as it
 * is going to be, or a store could be moved out of, or into, somebody's hands.
 */
export const mayWrite = (actor: Actor, store: Placed): boolean =>
  actor.limits === undefined || isWithin(actor.limits, store);

/** @throws OUTSIDE_LIMITS unless each of them may be written */
export function checkMayWrite(
  actor: Actor,
  ...stores: readonly (Placed & { readonly name?: string })[]
): void {
  const outside = stores.find((store) => !mayWrite(actor, store));
  if (outside) throw new OutsideLimits(outside.name ?? '');
}

/** Who wrote, as storage keeps it. Only what somebody signed in for, or has a key for, writes. */
export function authorOf({ actor, once }: FastifyRequest): Author {
  if (actor.kind === 'anonymous') throw new Error('Nobody is asking: a route that writes must not be open');
  return { kind: actor.kind, name: actor.name, ...(once && { once }) };
}
