// What access refuses. That a name or a password is wrong is said in one sentence for both.
import { kind } from '../errors.ts';

export const KeyNeeded = kind(
  'KEY_NEEDED',
  401,
  'A key is needed',
  'This is for those who are signed in or send a key',
);
export const InvalidKey = kind(
  'INVALID_KEY',
  401,
  'The key does not hold',
  'The key that was sent is not one of ours, was removed, or its time is over',
);
export const SessionOver = kind(
  'SESSION_OVER',
  401,
  'The session is over',
  'The session is over: sign in again',
);
export const NotAllowed = kind<[permission: string, name: string]>(
  'NOT_ALLOWED',
  403,
  'That is not allowed',
  'This needs the permission "%s", which "%s" does not have',
);
export const OutsideLimits = kind<[name: string]>(
  'OUTSIDE_LIMITS',
  403,
  'The store is outside your limits',
  'The store "%s" is, or would come to be, outside the provinces, cities and tags that are yours to change',
);
export const CsrfTokenNeeded = kind(
  'CSRF_TOKEN_NEEDED',
  403,
  'The CSRF token is missing or wrong',
  'Who is signed in writes with the header x-csrf-token, as GET /api/v1/session gives it',
);
