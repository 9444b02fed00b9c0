// What every part of the console may ask of the page around it.
import { createContext } from '@lit/context';
import type { Language } from '../../shared/language.ts';
import type { Question } from './question-dialog.ts';
import type { Session } from './session.ts';

export type Told = {
  readonly text: string;
  readonly kind?: 'done' | 'failed';
  /** A way on, such as undoing what was just done. */
  readonly action?: { readonly label: string; readonly run: () => void };
};

export type Console = {
  readonly language: Language;
  readonly session: Session;
  /** Says what happened, for a few seconds; what failed stays until it is closed. */
  tell(told: Told): void;
  /** Asks over the page. Answers what was written, '' where no line is asked for; undefined: no. */
  ask(question: Question): Promise<string | undefined>;
  /** Goes to a view, `stores?city=北京`, unless somebody stays with what is not saved. */
  go(address: string): void;
  /**
   * While it is registered, leaving the view or the page asks `mayLeave` first. Answers how to take it back.
   */
  guard(mayLeave: () => boolean | Promise<boolean>): () => void;
};

export const consoleContext = createContext<Console>(Symbol('console'));
