// The customer's page of a few stores, in the order of the address: what an article with several of them leads to.
import type { Store } from '../../shared/store.ts';
import { groundOf } from '../nearby/store-record.ts';
import { areaMap } from './area-map.ts';
import { html } from './html.ts';
import { pageDocument } from './layout.ts';
import { languageFooter, storeCard } from './store-parts.ts';
import { type Reader, storeView } from './store-view.ts';
import { storeData } from './structured-data.ts';
import { words } from './words.ts';

/**
 * @param stores  at least one
 * @param gone  those of the address that closed for good
 */
export function storesPage(stores: readonly Store[], gone: readonly Store[], reader: Reader): string {
  const { language, base } = reader;
  const say = words[language];
  const views = stores.map((store) => storeView(store, reader));
  const path = `/s/${stores.map(({ id }) => id).join(',')}`;
  const points = stores.map((store, i) => ({ ground: groundOf(store), number: i + 1 }));
  return pageDocument({
    language,
    title: say.storesTitle(stores.length),
    description: views.map(({ title }) => title).join(' · '),
    shared: { address: base + path, picture: views[0]!.cover },
    data: { '@graph': views.map((view) => storeData(view, [])) },
    body: html`<main>
<header class="part"><h1>${say.storesTitle(stores.length)}</h1>${
      gone.length > 0 &&
      html`<p class="branch">${say.alsoClosed(gone.map((store) => storeView(store, reader).title).join(language === 'en' ? ', ' : '、'))}</p>`
    }${areaMap(points, { label: say.surroundingsOfAll, language, say })}</header>
${views.map((view, i) => storeCard(view, reader, say, { number: i + 1 }))}
</main>
${languageFooter(language, path, say)}<p class="print">${base}${path}</p>`,
  });
}
