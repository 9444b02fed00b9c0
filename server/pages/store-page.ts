// The customer's page of one store. Like all pages here it works without scripts in any phone's browser.
import type { Store } from '../../shared/store.ts';
import { groundOf } from '../nearby/store-record.ts';
import { areaMap } from './area-map.ts';
import { DAYS_AHEAD, hoursPart } from './hours-part.ts';
import { html } from './html.ts';
import { intlLocale } from './language.ts';
import { pageDocument } from './layout.ts';
import { callButtons, closureNote, languageFooter, mapButtons } from './store-parts.ts';
import { type Reader, storeView } from './store-view.ts';
import { storeData } from './structured-data.ts';
import { daysOf } from './week.ts';
import { words } from './words.ts';

export function storePage(store: Store, reader: Reader): string {
  const { language, at } = reader;
  const say = words[language];
  const view = storeView(store, reader);
  const [map] = view.maps;
  return pageDocument({
    language,
    title: view.title,
    // It is read where the link was passed on, maybe days later: nothing about now.
    description: [view.address, view.phones[0]?.text].filter(Boolean).join(' · ') || view.title,
    shared: { address: view.page, picture: view.cover },
    data: storeData(view, daysOf(store, at, DAYS_AHEAD)),
    body: html`<main>
<img class="cover" src="${view.cover}" alt="" width="900" height="383" fetchpriority="high">
<section class="part">
<h1>${view.name}</h1>
${view.branch && html`<p class="branch">${view.branch}</p>`}
<p class="state ${view.state.kind}">${view.state.text}</p>
${closureNote(store, reader, say)}
${view.address && html`<p class="address">${view.address}</p>`}
${callButtons(view, say)}
</section>
<section class="part">
<h2>${say.goThere}</h2>
${areaMap([{ ground: groundOf(store) }], {
  label: `${say.surroundings(view.title)} · ${say.openIn(say.maps[map.map])}`,
  href: map.url,
  language,
  say,
})}
${mapButtons(view, say)}
</section>
${hoursPart(store, reader, say)}
${store.services.length > 0 && html`<section class="part"><h2>${say.services}</h2><ul class="chips">${store.services.map((service) => html`<li>${service}</li>`)}</ul></section>`}
${view.website && html`<section class="part"><a href="${view.website}" rel="noreferrer">${say.website}</a></section>`}
</main>
${languageFooter(language, `/s/${store.id}`, say, updated(store, reader))}<p class="print">${view.page}</p>`,
  });
}

function updated({ confirmedAt, updatedAt, timeZone }: Store, { language }: Reader): string {
  const say = words[language];
  const day = new Date(confirmedAt ?? updatedAt).toLocaleDateString(intlLocale[language], {
    dateStyle: 'long',
    timeZone,
  });
  return confirmedAt ? say.confirmed(day) : say.updated(day);
}
