import type { Language } from '../../shared/language.ts';
import { html } from './html.ts';
import { pageDocument } from './layout.ts';

/** A page that says one thing. */
export const messagePage = (language: Language, title: string, body: string): string =>
  pageDocument({
    language,
    title,
    body: html`<main><section class="part"><h1>${title}</h1><p class="facts">${body}</p></section></main>`,
  });
