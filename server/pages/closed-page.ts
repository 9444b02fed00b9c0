// The page of a store that is gone: old chats still lead to it, and the customer still wants to go somewhere.
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Store } from '../../shared/store.ts';
import { groundOf } from '../nearby/store-record.ts';
import { areaMap } from './area-map.ts';
import { html } from './html.ts';
import { pageDocument } from './layout.ts';
import { languageFooter, storeCard } from './store-parts.ts';
import { type Reader, storeView } from './store-view.ts';
import { words } from './words.ts';

export type Neighbour = { readonly store: Store; readonly distanceMeters: number };

/** @param others  the nearest to it, in their order */
export function closedPage(store: Store, others: readonly Neighbour[], reader: Reader): string {
  const { language } = reader;
  const say = words[language];
  const { title } = storeView(store, reader);
  const points = others.map((other, i) => ({ ground: groundOf(other.store), number: i + 1 }));
  return pageDocument({
    language,
    title: `${say.closedForGood} · ${title}`,
    body: html`<main>
<section class="part"><h1>${say.closedForGood}</h1><p class="branch">${title}</p></section>
${
  others.length > 0 &&
  html`<section class="part"><h2>${say.nearestOthers}</h2>${areaMap(points, { label: say.surroundingsOfAll, language, say })}</section>`
}
${others.map((other, i) =>
  storeCard(storeView(other.store, reader), reader, say, {
    number: i + 1,
    more: say.straight(distanceInWords(other.distanceMeters, language)),
  }),
)}
</main>
${languageFooter(language, `/s/${store.id}`, say)}`,
  });
}
