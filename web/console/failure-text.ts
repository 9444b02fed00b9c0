import type { Language } from '../../shared/language.ts';
import type { Problem } from '../../shared/problem.ts';
import { OpsError } from '../api/ops.ts';
import { faultInChinese, problemsInChinese } from '../locale/console/problem-words.ts';
import { shellWords } from '../locale/console/shell-words.ts';

/**
 * Why the service did not do it, in the language of the page; its own sentence where the page has none for the code.
 * @throws what is no refusal of the service: a fault of the page
 */
export function failureText(error: unknown, language: Language): string {
  if (!(error instanceof OpsError)) throw error;
  const { unreachable, unreachableMore } = shellWords[language];
  return error.problem ? problemText(error.problem, language) : `${unreachable} · ${unreachableMore}`;
}

export function problemText(
  problem: Pick<Problem, 'code' | 'detail' | 'parameter'>,
  language: Language,
): string {
  const words = language === 'zh-CN' ? problemsInChinese[problem.code] : undefined;
  return typeof words === 'function' ? words(problem) : (words ?? problem.detail);
}

/** What is wrong with one field, as it stands beside it. */
export const faultText = (message: string, language: Language): string =>
  language === 'zh-CN' ? faultInChinese(message) : message;
