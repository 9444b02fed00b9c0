// The first admin is made by whoever sees what the service prints when it starts without any user: there is no default
// password that could stay.
import type { AccessRepository } from '../storage/access/contract.ts';
import { hashOf, randomSecret } from './credentials.ts';

const TOKEN_MILLISECONDS = 24 * 3_600_000;

/**
 * The path, with a new token in it, where the first admin is made; undefined once there is a user. The token stands behind the
 * #, so that no server and no log sees it before it is used.
 */
export async function firstAdminPath({ firstAdmin }: AccessRepository): Promise<string | undefined> {
  const token = randomSecret();
  const expiresAt = new Date(Date.now() + TOKEN_MILLISECONDS).toISOString();
  return (await firstAdmin.offer(hashOf(token), expiresAt)) ? `/console/#first-admin=${token}` : undefined;
}
