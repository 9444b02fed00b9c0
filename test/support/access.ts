// Somebody who may: keys with scopes, as a test needs them.
import { newKey } from '../../server/access/credentials.ts';
import type { ApiKeyFields } from '../../server/storage/access/contract.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { PERMISSIONS_OF, type Permission, type Role } from '../../shared/access.ts';
import { tester } from './stores.ts';

/** Anything with the service's storage: the app itself. */
type Service = { readonly storage: Storage };

/** Headers that hold a new key with these scopes, for `app.inject({ headers })`. */
export async function withKey(
  { storage }: Service,
  scopes: readonly Permission[],
  fields: Partial<ApiKeyFields> = {},
): Promise<{ authorization: string }> {
  const { secret, kept } = newKey();
  await storage.access.keys.add({ name: `key ${kept.prefix}`, scopes, ...fields }, kept, tester);
  return { authorization: `Bearer ${secret}` };
}

/** Headers of somebody with all that a role may. */
export const withRole = (service: Service, role: Role, fields: Partial<ApiKeyFields> = {}) =>
  withKey(service, PERMISSIONS_OF[role], fields);
