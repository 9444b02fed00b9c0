import type { Language } from '../../shared/language.ts';
import { panelWords } from './panel-words.ts';

/** Brings the panel's words in a language to where only a part of it is shown. Rejects where they cannot be had. */
export async function loadPanelWords(language: Language): Promise<void> {
  panelWords[language] =
    language === 'en'
      ? (await import('./panel-english.ts')).english
      : (await import('./panel-chinese.ts')).chinese;
}
