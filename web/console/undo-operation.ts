import type { Undone } from '../../shared/operation.ts';
import { ops } from '../api/ops.ts';
import { shellWords } from '../locale/console/shell-words.ts';
import { attempt } from './attempt.ts';
import type { Console, Told } from './console-context.ts';

const REASONS = ['changed-since', 'sid-taken', 'not-allowed'] as const;

/** Undoes an operation and says what became of it. Answers whether the service did. */
export const undoOperation = (console: Console, id: string): Promise<boolean> =>
  attempt(console, async () => {
    const { body } = await ops<Undone>(`/operations/${id}/undo`, { method: 'POST' });
    const words = shellWords[console.language];
    const number = new Intl.NumberFormat(console.language);
    const stayed = REASONS.flatMap((reason) => {
      const count = body.conflicts.filter((conflict) => conflict.reason === reason).length;
      return count > 0 ? words.notUndone[reason](number.format(count)) : [];
    });
    const isUndone = body.restored > 0 || stayed.length === 0;
    console.tell({
      kind: isUndone ? 'done' : 'failed',
      text: [words.undone(number.format(body.restored)), ...stayed].slice(isUndone ? 0 : 1).join(' · '),
    });
  });

/** The way back from what was just done. @param after  once the service has undone it, or has refused to */
export function undoAction(console: Console, operation: string, after: () => void): Pick<Told, 'action'> {
  const run = () => void undoOperation(console, operation).then(after);
  return { action: { label: shellWords[console.language].undo, run } };
}
