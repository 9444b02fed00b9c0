import type { Language } from '../../shared/language.ts';
import type { OpsError } from '../api/ops.ts';
import { shellWords } from '../locale/console/shell-words.ts';

/** Why the service did not do it, as it says so itself; where it did not answer, that. */
export const failureText = ({ status, message }: OpsError, language: Language): string =>
  status === 0 ? `${shellWords[language].unreachable} · ${shellWords[language].unreachableMore}` : message;
