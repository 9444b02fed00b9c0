import { shellWords } from '../locale/console/shell-words.ts';
import type { Console } from './console-context.ts';
import { failureText } from './failure-text.ts';

/**
 * Does what the service may refuse, and says so if it does. Answers whether it was done.
 * @param refuse  says why not; absent: over the page
 */
export async function attempt(
  { language, tell }: Console,
  work: () => Promise<unknown>,
  refuse = (why: string) => tell({ kind: 'failed', text: shellWords[language].notDone(why) }),
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    refuse(failureText(error, language));
    return false;
  }
}
