// Every word of the panel, in the language that is shown: the other one's stay on the server.
import type { Language } from '../../shared/language.ts';
import type { chinese } from './panel-chinese.ts';

/** The words of one language. */
export type PanelWords = typeof chinese;

/** By language; only those of the languages that were asked for. */
export const panelWords = {} as Record<Language, PanelWords>;
