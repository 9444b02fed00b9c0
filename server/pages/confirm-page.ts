// What a store's manager sees on a phone: what we know of the store, and two ways on. It works without a script.
import { addressLine } from '../../shared/address.ts';
import type { Store } from '../../shared/store.ts';
import { confirmWords } from './confirm-words.ts';
import { hoursPart } from './hours-part.ts';
import { html } from './html.ts';
import { pageDocument } from './layout.ts';
import type { Reader } from './store-view.ts';
import { words } from './words.ts';

/** Longest texts that the form takes. */
export const LONGEST = { street: 200, phones: 400, hours: 500, note: 300 } as const;

/** What the form holds when it did not go through; shown again, opened. */
export type Filled = Readonly<Record<keyof typeof LONGEST, string>>;

type Shown = {
  /** Why the page is shown again. */
  readonly notice?: 'nothing' | 'invalid' | 'changed';
  readonly filled?: Filled;
};

export function confirmPage(store: Store, reader: Reader, { notice, filled }: Shown = {}): string {
  const { language } = reader;
  const say = confirmWords[language];
  const { name, branch, address, phones } = store;
  const line = addressLine(address);
  const version = html`<input type="hidden" name="version" value="${store.version}">`;
  return pageDocument({
    language,
    title: `${say.title} · ${name}`,
    body: html`<main>
${notice && html`<p class="warning" role="alert">${say[notice]}</p>`}
<section class="part"><h1>${name}</h1>${branch && html`<p class="branch">${branch}</p>`}<p class="facts quiet">${say.intro}</p></section>
<section class="part"><h2>${say.address}</h2><p>${line || say.noAddress}</p></section>
<section class="part"><h2>${say.phone}</h2>${
      phones.length > 0 ? phones.map((phone) => html`<p>${phone}</p>`) : html`<p>${say.noPhone}</p>`
    }</section>
${hoursPart(store, reader, words[language])}
<section class="part">
<form method="post"><input type="hidden" name="answer" value="right">${version}<div class="buttons"><button class="button first">${say.allRight}</button></div></form>
<details class="change"${notice && notice !== 'changed' && html` open`}><summary class="button">${say.change}</summary>
<form method="post"><input type="hidden" name="answer" value="change">${version}
<p class="quiet">${say.changeMore}</p>
<label>${say.street}<input name="street" maxlength="${LONGEST.street}" placeholder="${address.street ?? ''}" value="${filled?.street ?? ''}"></label>
<label>${say.phones}<textarea name="phones" rows="2" maxlength="${LONGEST.phones}" placeholder="${phones.join('\n')}">${filled?.phones ?? ''}</textarea></label>
<label>${say.hoursField}<input name="hours" maxlength="${LONGEST.hours}" placeholder="${say.hoursHint}" value="${filled?.hours ?? ''}"></label>
<label class="check"><input type="checkbox" name="closed" value="yes"> ${say.isClosed}</label>
<label>${say.note}<textarea name="note" rows="2" maxlength="${LONGEST.note}">${filled?.note ?? ''}</textarea></label>
<div class="buttons"><button class="button first">${say.send}</button></div>
</form></details>
</section>
</main>`,
  });
}
