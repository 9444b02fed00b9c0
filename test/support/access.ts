// Somebody who may, as a test needs them: programs with keys, and people who are signed in.
import { newKey } from '../../server/access/credentials.ts';
import { hashPassword } from '../../server/access/passwords.ts';
import type { ApiKeyFields } from '../../server/storage/access/contract.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { type Limits, PERMISSIONS_OF, type Permission, type Role } from '../../shared/access.ts';
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

/** What everybody in a test signs in with. */
export const PASSWORD = 'correct horse battery staple';
let passwordHash: Promise<string> | undefined;
/** Hashing is slow on purpose: once a file. */
const hashOfPassword = (): Promise<string> => {
  passwordHash ??= hashPassword(PASSWORD);
  return passwordHash;
};

type App = Service & {
  inject(options: { method: 'POST'; url: string; payload: object; remoteAddress?: string }): Promise<{
    statusCode: number;
    cookies: { name: string; value: string }[];
    json(): { csrfToken: string };
  }>;
};

/** Headers of somebody who signed in with this role, writes included. The user is called as the role is, unless told otherwise. */
export async function signedIn(
  app: App,
  role: Role,
  { name = role, limits, address }: { name?: string; limits?: Limits; address?: string } = {},
) {
  await app.storage.access.users.add({ name, role, limits, password: await hashOfPassword() }, tester);
  return signIn(app, name, PASSWORD, address);
}

export async function signIn(app: App, name: string, password = PASSWORD, address = '127.0.0.1') {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { name, password },
    remoteAddress: address,
  });
  if (answer.statusCode !== 200) throw new Error(`${name} was not signed in: ${answer.statusCode}`);
  const [session] = answer.cookies;
  return { cookie: `${session!.name}=${session!.value}`, 'x-csrf-token': answer.json().csrfToken };
}
