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
export const InvalidSignIn = kind(
  'INVALID_SIGN_IN',
  401,
  'The name or the password is wrong',
  'There is nobody of this name with this password',
);
const SignInDelayedKind = kind<[seconds: number]>(
  'SIGN_IN_DELAYED',
  429,
  'Too many tries to sign in failed',
  'Too many tries to sign in failed; try again in %s seconds',
);
/** Knows after how many seconds to come back. */
export class SignInDelayed extends SignInDelayedKind {
  readonly seconds: number;
  constructor(seconds: number) {
    super(seconds);
    this.seconds = seconds;
  }
}
export const SignInNeeded = kind(
  'SIGN_IN_NEEDED',
  401,
  'Nobody is signed in',
  'This is for somebody who is signed in',
);
export const ForeignOrigin = kind(
  'FOREIGN_ORIGIN',
  403,
  'Another site sent this',
  'Signing in is done on pages of this service only',
);
export const WrongPassword = kind(
  'WRONG_PASSWORD',
  403,
  'The password is wrong',
  'The password that holds now is another one',
);
const InvalidPassword = kind<[fault: string]>(
  'INVALID_PASSWORD',
  400,
  'The password cannot be taken',
  'The password %s',
);
/** `parameter` is the field's path in the body; the password itself is not repeated. */
export const invalidPassword = (parameter: string, fault: string) =>
  Object.assign(new InvalidPassword(fault), { parameter });
export const InvalidFirstAdminToken = kind(
  'INVALID_FIRST_ADMIN_TOKEN',
  403,
  'The address for the first admin does not hold',
  'The address for the first admin was used, its time is over, or there is an admin already; the service prints a new one when it starts without any user',
);
export const UserNotFound = kind<[id: string]>(
  'USER_NOT_FOUND',
  404,
  'There is no such user',
  'There is no user "%s"',
);
export const KeyNotFound = kind<[id: string]>(
  'KEY_NOT_FOUND',
  404,
  'There is no such key',
  'There is no key "%s"',
);
