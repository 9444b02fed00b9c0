// What the customer's pages have in common: a store's card, its buttons, its closure, the way to the other language.
import type { Language } from '../../shared/language.ts';
import type { Store } from '../../shared/store.ts';
import { type Html, html } from './html.ts';
import { intlLocale } from './language.ts';
import type { Reader, StoreView } from './store-view.ts';
import type { Words } from './words.ts';

type CardExtras = {
  /** Its number in the picture of the surroundings. */
  readonly number?: number;
  /** Another line of what is known. */
  readonly more?: string;
};

/** A store among others: what is needed to choose one and go. */
export function storeCard(
  view: StoreView,
  reader: Reader,
  say: Words,
  { number, more }: CardExtras = {},
): Html {
  const page = `/s/${view.store.id}?lang=${reader.language}`;
  return html`<section class="part"><div class="card">
<img src="${view.smallCover}" alt="" width="88" height="88" loading="lazy">
<div>
<h2>${number !== undefined && html`<span class="number">${number}</span> `}<a href="${page}">${view.title}</a></h2>
<p class="state ${view.state.kind}">${view.state.text}</p>
${more && html`<p class="quiet">${more}</p>`}
${closureNote(view.store, reader, say)}
${view.address && html`<p class="quiet">${view.address}</p>`}
<p class="quiet"><a href="${page}" aria-label="${say.details} · ${view.title}">${say.details}</a></p>
</div>
</div>${callButtons(view, say)}${mapButtons(view, say, 'row')}</section>`;
}

export const callButtons = ({ phones }: StoreView, say: Words): Html | false =>
  phones.length > 0 &&
  html`<div class="buttons">${phones.map(({ text, url }) => html`<a class="button first" href="${url}">${say.call} ${text}</a>`)}</div>`;

/** @param shape  a class: `row` is small, for a page of many stores */
export const mapButtons = ({ maps, title }: StoreView, say: Words, shape: 'row' | '' = ''): Html =>
  html`<div class="buttons ${shape}" role="group" aria-label="${say.goThere} · ${title}">${maps.map(
    ({ map, url }) => html`<a class="button" href="${url}" rel="noreferrer">${say.maps[map]}</a>`,
  )}</div>`;

/** What the state does not say already: a closure that is to come, and its reason. */
export function closureNote(
  { closure, timeZone }: Store,
  { at, language }: Reader,
  say: Words,
): Html | undefined {
  if (!closure || (closure.until !== undefined && Date.parse(closure.until) <= at.getTime()))
    return undefined;
  const isAhead = Date.parse(closure.from) > at.getTime();
  const day = (instant: string) =>
    new Date(instant).toLocaleDateString(intlLocale[language], { month: 'long', day: 'numeric', timeZone });
  const text = [
    isAhead && say.suspendedFrom(day(closure.from)),
    closure.reason,
    isAhead && closure.until && say.backOn(day(closure.until)),
  ].filter(Boolean);
  return text.length === 0 ? undefined : html`<p class="quiet">${text.join(' · ')}</p>`;
}

export const languageFooter = (language: Language, path: string, say: Words, facts?: string): Html => {
  const other = language === 'en' ? 'zh-CN' : 'en';
  return html`<footer>${facts && html`<p>${facts}</p>`}<p class="screen"><a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${say.otherLanguage}</a></p></footer>`;
};
