import type { Engine } from '../engine.ts';
import { openAudit } from './audit.ts';
import type { AccessRepository } from './contract.ts';
import { openFirstAdmin } from './first-admin.ts';
import { openKeys } from './keys.ts';
import { openSessions } from './sessions.ts';
import { openSignInFailures } from './sign-in-failures.ts';
import { openUsers } from './users.ts';

export const openAccess = (engine: Engine): AccessRepository => ({
  users: openUsers(engine),
  sessions: openSessions(engine),
  keys: openKeys(engine),
  signInFailures: openSignInFailures(engine),
  firstAdmin: openFirstAdmin(engine),
  audit: openAudit(engine),
});
