// What is here: the first page somebody sees who opens the service's address.
import type { Language } from '../../shared/language.ts';
import type { DemoSource } from '../demo/sources.ts';
import { type Html, html } from './html.ts';
import { pageDocument } from './layout.ts';
import { words } from './words.ts';

type Start = {
  readonly language: Language;
  /** Where the service is reached. */
  readonly base: string;
  /** Published stores; undefined while they are still being read. */
  readonly stores: number | undefined;
  /** Whether customers can open links to it. */
  readonly isPublic: boolean;
  /** Of the demo stores that are shown. */
  readonly sources: readonly DemoSource[];
};

export function startPage({ language, base, stores, isPublic, sources }: Start): string {
  const say = words[language];
  const places = [
    { path: '/client/', name: say.startClient, body: say.startClientBody },
    { path: '/plugin/', name: say.startPlugin, body: say.startPluginBody },
    { path: '/console/', name: say.startConsole, body: say.startConsoleBody },
    { path: '/api/docs', name: say.startDocs, body: say.startDocsBody },
    { path: '/ogc', name: say.startOgc, body: say.startOgcBody },
  ];
  const other = language === 'en' ? 'zh-CN' : 'en';
  return pageDocument({
    language,
    title: say.startTitle,
    description: say.startIntro,
    shared: { address: `${base}/` },
    body: html`<main>
<header class="part"><h1>${say.startTitle}</h1><p class="facts">${say.startIntro}</p></header>
<section class="part">
<h2>${say.startPlaces}</h2>
<ul class="places">
${places.map(({ path, name, body }) => html`<li><a href="${path}">${name}</a><p>${body}</p><p class="quiet">${base}${path}</p></li>`)}
</ul>
</section>
<section class="part"><p>${say.startStores(stores === undefined ? '…' : new Intl.NumberFormat(language).format(stores))}</p></section>
${
  sources.length > 0 &&
  html`<section class="part"><h2>${say.startSources}</h2><ul class="places">${sources.map((source) => sourceItem(source, language))}</ul></section>`
}
${!isPublic && html`<p class="warning">${say.startPrivate}</p>`}
</main>
<footer><p><a href="/?lang=${other}" hreflang="${other}" lang="${other}">${say.otherLanguage}</a></p></footer>`,
  });
}

/** What its licence asks for: who made it, where it is, on which terms. */
function sourceItem(source: DemoSource, language: Language): Html {
  const { title, titleEn, attribution, url, licence, licenceUrl } = source;
  const name = language === 'en' ? titleEn : title;
  return html`<li>${name}<p class="quiet">${
    attribution && html`${url ? html`<a href="${url}" rel="noreferrer">${attribution}</a>` : attribution} · `
  }<a href="${licenceUrl}" rel="noreferrer">${licence}</a></p></li>`;
}
