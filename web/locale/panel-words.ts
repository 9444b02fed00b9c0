// Every word of the panel, in the language that is shown: the other one's stay on the server.
import type { Language } from '../../shared/language.ts';
import type { chinese } from './panel-chinese.ts';

/** The words of one language. */
export type PanelWords = typeof chinese;

/** By language; only what {@link loadPanelWords} has brought. */
export const panelWords = {} as Record<Language, PanelWords>;

/** Brings the words of a language. Rejects where they cannot be had. */
export async function loadPanelWords(language: Language): Promise<void> {
  panelWords[language] =
    language === 'en'
      ? (await import('./panel-english.ts')).english
      : (await import('./panel-chinese.ts')).chinese;
}
