// Signing in with a name and a password, slowed down for whoever guesses.

import type { AccessRepository, User } from '../storage/access/contract.ts';
import { foldedName } from '../storage/access/users.ts';
import { hashOf } from './credentials.ts';
import { InvalidSignIn, SignInDelayed } from './errors.ts';
import { isPassword } from './passwords.ts';

/** So many failures cost nothing; each one after them doubles a wait of a second, up to the longest. */
const delayAfter = (free: number, longestSeconds: number) => (failures: number) =>
  failures <= free ? 0 : Math.min(2 ** (failures - free - 1), longestSeconds);

// Strangers cannot lock somebody out: from one address they only slow down their own tries at the account, and from many
// the account's wait ends after a minute.
const FOR_ACCOUNT_FROM_ADDRESS = delayAfter(5, 300);
const FOR_ADDRESS = delayAfter(30, 300);
const FOR_ACCOUNT = delayAfter(50, 60);

/** Compared with where there is no such user, so that the answer takes as long. It is of no password. */
const NOBODY = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/**
 * @param address  where the request came from, as limits on requests know it
 * @throws INVALID_SIGN_IN whether it is the name or the password, SIGN_IN_DELAYED
 */
export async function signIn(
  { users, signInFailures }: AccessRepository,
  { name, password, address }: { readonly name: string; readonly password: string; readonly address: string },
): Promise<User> {
  // Hashed: people type passwords into the field for the name.
  const account = hashOf(`account ${foldedName(name)}`);
  const from = hashOf(`address ${address}`);
  const both = hashOf(`account ${foldedName(name)} address ${address}`);
  const gate = await signInFailures.begin([
    { subject: both, delay: FOR_ACCOUNT_FROM_ADDRESS },
    { subject: from, delay: FOR_ADDRESS },
    { subject: account, delay: FOR_ACCOUNT },
  ]);
  if (!gate.mayTry) {
    throw new SignInDelayed(Math.max(1, Math.ceil((Date.parse(gate.retryAt) - Date.now()) / 1_000)));
  }
  const user = await users.named(name);
  const isRight = await isPassword(password, user?.password ?? NOBODY);
  if (!user || !isRight) throw new InvalidSignIn();
  await signInFailures.succeeded(both, [from, account]);
  return user;
}
