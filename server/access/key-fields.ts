// What may be stated of a key, wherever it is stated.
import { Type } from 'typebox';
import { invalidParameter } from '../errors.ts';

export const KeyName = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[^\\s\\p{C}](?:[^\\p{C}]*[^\\s\\p{C}])?$',
  description: 'Unique: the program that has it',
});

/** How long the old secret of a rotated key holds beside the new one, unless told otherwise. */
export const OVERLAP_MILLISECONDS = 24 * 3_600_000;

/** The instant as it is kept. @param parameter  what it is called where it was stated @throws INVALID_PARAMETER */
export function readFuture(parameter: string, text: string): string {
  const at = Date.parse(text);
  if (!(at > Date.now())) throw invalidParameter(parameter, text, 'must be a time in the future');
  return new Date(at).toISOString();
}
