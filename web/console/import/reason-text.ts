import type { Language } from '../../../shared/language.ts';
import type { ImportIssue } from '../../api/imports.ts';
import { importReasonsInChinese } from '../../locale/console/import-reasons.ts';

/** Why a file is refused, in the language of the page; the service's own sentence where the page has none. */
export const refusalText = (
  { reason, message }: { readonly reason: string; readonly message: string },
  language: Language,
): string => (language === 'zh-CN' && importReasonsInChinese[reason]) || message;

/** What is wrong with a record, or doubtful in it: the column, what stands there, and why. */
export function issueText(issue: ImportIssue, language: Language): string {
  const { column, value } = issue;
  const text = refusalText(issue, language);
  if (column === null) return text;
  const isShown = language === 'zh-CN' && value !== null && value !== '';
  return isShown ? `${column}“${value}”：${text}` : `${column}：${text}`;
}
