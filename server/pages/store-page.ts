// The customer's pages: one store, a few stores, a store that is gone. They work without scripts in any phone's browser.
import type { Language } from '../../shared/language.ts';
import type { Store } from '../../shared/store.ts';
import { type Html, html } from './html.ts';
import { pageDocument } from './layout.ts';
import { type Reader, type StoreView, storeView } from './store-view.ts';
import { dayInWords, weekOf } from './week.ts';
import { type Words, words } from './words.ts';

export function storePage(store: Store, reader: Reader): string {
  const say = words[reader.language];
  const view = storeView(store, reader);
  return pageDocument({
    language: reader.language,
    title: view.title,
    // It is read where the link was passed on, maybe days later: nothing about now.
    description: view.address,
    picture: view.cover,
    body: html`<main>
<img class="cover" src="${view.cover}" alt="">
<section class="part">
<h1>${view.name}</h1>
${view.branch && html`<p class="branch">${view.branch}</p>`}
<p class="state ${view.state.kind}">${view.state.text}</p>
${closure(store, reader, say)}
<div class="facts">${view.address && html`<p>${view.address}</p>`}</div>
${buttons(view, say)}
</section>
<section class="part">
<h2>${say.hours}</h2>
${week(store, reader, say)}
</section>
${store.services.length > 0 && html`<section class="part"><h2>${say.services}</h2><ul class="chips">${store.services.map((service) => html`<li>${service}</li>`)}</ul></section>`}
${view.website && html`<section class="part"><a href="${view.website}" rel="noreferrer">${say.website}</a></section>`}
</main>
${footer(store, reader.language, `/s/${store.id}`, say)}`,
  });
}

/** The stores in the order given, each with what is needed to choose one and go. */
export function storesPage(stores: readonly Store[], reader: Reader): string {
  const say = words[reader.language];
  const views = stores.map((store) => storeView(store, reader));
  return pageDocument({
    language: reader.language,
    title: say.storesTitle(stores.length),
    description: views.map(({ title }) => title).join(' · '),
    picture: views[0]?.cover,
    body: html`<main>
<header class="part"><h1>${say.storesTitle(stores.length)}</h1></header>
${views.map((view) => html`<section class="part">${card(view, reader, say)}${buttons(view, say)}</section>`)}
</main>
${languageLink(reader.language, `/s/${stores.map(({ id }) => id).join(',')}`, say)}`,
  });
}

/** A store that closed for good; `others` are the nearest to it, with their distance in words. */
export function closedPage(
  store: Store,
  others: readonly { readonly store: Store; readonly distance: string }[],
  reader: Reader,
): string {
  const say = words[reader.language];
  const { title } = storeView(store, reader);
  return pageDocument({
    language: reader.language,
    title: `${say.closedForGood} · ${title}`,
    body: html`<main>
<section class="part"><h1>${say.closedForGood}</h1><p class="branch">${title}</p></section>
${others.length > 0 && html`<section class="part joined"><h2>${say.nearestOthers}</h2></section>`}
${others.map(({ store, distance }) => {
  const view = storeView(store, reader);
  return html`<section class="part joined">${card(view, reader, say, say.straight(distance))}${buttons(view, say)}</section>`;
})}
</main>
${languageLink(reader.language, `/s/${store.id}`, say)}`,
  });
}

function card(view: StoreView, { language }: Reader, say: Words, more = ''): Html {
  const page = `/s/${view.store.id}?lang=${language}`;
  return html`<div class="card">
<img src="${view.cover}" alt="" width="88" height="88">
<div>
<h2><a href="${page}">${view.title}</a></h2>
<p class="state ${view.state.kind}">${view.state.text}</p>
${more && html`<p class="quiet">${more}</p>`}
${view.address && html`<p class="quiet">${view.address}</p>`}
<p class="quiet"><a href="${page}">${say.details}</a></p>
</div>
</div>`;
}

const buttons = (view: StoreView, say: Words): Html => html`${
  view.phones.length > 0 &&
  html`<div class="buttons">${view.phones.map(({ text, url }) => html`<a class="button first" href="${url}">${say.call} ${text}</a>`)}</div>`
}
<div class="buttons" role="group" aria-label="${say.goThere}">
${view.maps.map(({ map, url }) => html`<a class="button" href="${url}" rel="noreferrer">${say.maps[map]}</a>`)}
</div>`;

/** What the state does not say already: a closure that is to come, and its reason. */
function closure({ closure, timeZone }: Store, { at, language }: Reader, say: Words): Html | undefined {
  if (!closure || (closure.until !== undefined && Date.parse(closure.until) <= at.getTime()))
    return undefined;
  const isAhead = Date.parse(closure.from) > at.getTime();
  const day = (instant: string) =>
    new Date(instant).toLocaleDateString(language, { month: 'long', day: 'numeric', timeZone });
  const text = [
    isAhead && say.suspendedFrom(day(closure.from)),
    closure.reason,
    isAhead && closure.until && say.backOn(day(closure.until)),
  ].filter((part) => part);
  return text.length === 0 ? undefined : html`<p class="quiet">${text.join(' · ')}</p>`;
}

function week(store: Store, { at, language }: Reader, say: Words): Html {
  const days = weekOf(store, at);
  const note = store.openingHoursNote && html`<p class="quiet">${store.openingHoursNote}</p>`;
  if (days.every(({ spans }) => spans === null)) return html`<p>${say.hoursUnknown}</p>${note}`;
  const zone =
    store.timeZone === 'Asia/Shanghai'
      ? undefined
      : html`<p class="quiet">${say.localTime(store.timeZone)}</p>`;
  return html`<table class="week">
${days.map(({ date, spans, note }, i) => {
  const weekday = date.toLocaleString(language, { weekday: 'short' });
  const monthAndDay = date.toLocaleString(language, {
    month: language === 'en' ? 'short' : 'numeric',
    day: 'numeric',
  });
  return html`<tr class="${i === 0 ? 'today' : ''}"><th scope="row">${i === 0 ? say.today : weekday} <span class="quiet">${monthAndDay}</span></th><td>${dayInWords(spans, say)}${note && html`<br><span class="quiet">${note}</span>`}</td></tr>`;
})}
</table>${zone}${note}`;
}

function footer(
  { confirmedAt, updatedAt, timeZone }: Store,
  language: Language,
  path: string,
  say: Words,
): Html {
  const day = new Date(confirmedAt ?? updatedAt).toLocaleDateString(language, {
    dateStyle: 'long',
    timeZone,
  });
  return html`<footer><p>${confirmedAt ? say.confirmed(day) : say.updated(day)}</p>${otherLanguage(language, path, say)}</footer>`;
}

const languageLink = (language: Language, path: string, say: Words): Html =>
  html`<footer>${otherLanguage(language, path, say)}</footer>`;

const otherLanguage = (language: Language, path: string, say: Words): Html => {
  const other = language === 'en' ? 'zh-CN' : 'en';
  return html`<p><a href="${path}?lang=${other}" hreflang="${other}" lang="${other}">${say.otherLanguage}</a></p>`;
};
