// What may be stated of a user, wherever it is stated.
import { Type } from 'typebox';
import type { Limits } from '../../shared/access.ts';
import { invalidParameter } from '../errors.ts';
import { invalidPassword } from './errors.ts';
import { passwordFault } from './passwords.ts';

export const UserName = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\p{C}](?:[^\\p{C}]*[^\\s\\p{C}])?$',
  description: "Unique, letters' case and width apart; begins and ends with no blank",
});

/** @param parameter  the path of its field @throws INVALID_PASSWORD */
export function checkPassword(parameter: string, password: string, name: string): void {
  const fault = passwordFault(password, name);
  if (fault !== undefined) throw invalidPassword(parameter, fault);
}

/** An admin decides about everybody, limits included: limits of their own would be for show. */
export function checkLimits(isAdmin: boolean, limits: Limits | null | undefined): void {
  if (isAdmin && limits) {
    throw invalidParameter('/limits', limits, 'must be left out for who may do what admins may');
  }
}
