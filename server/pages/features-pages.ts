// The features API for readers: the same resources as pages, with a map where there are positions.
import type { Language } from '../../shared/language.ts';
import type { Position } from '../../shared/position.ts';
import type { StoreFeature } from '../routes/features/feature.ts';
import type { Link } from '../routes/features/links.ts';
import { areaMap } from './area-map.ts';
import { type FeaturesWords, featuresWords } from './features-words.ts';
import { type Html, html, type Part, webAddress } from './html.ts';
import { pageDocument } from './layout.ts';
import { words } from './words.ts';

export type PageInLanguage = (language: Language) => string;
type Linked = { readonly links: readonly Link[] };

export const landing = ({ links }: Linked): PageInLanguage =>
  page(
    (say) => say.landing,
    (say) => [html`<p class="facts">${say.landingIntro}</p>`, linkList(links, say)],
  );

export const conformance = ({ conformsTo }: { readonly conformsTo: readonly string[] }): PageInLanguage =>
  page(
    (say) => say.conformance,
    () => html`<ul class="index">${conformsTo.map((uri) => html`<li><code>${uri}</code></li>`)}</ul>`,
  );

type Collection = Linked & {
  readonly id: string;
  readonly extent: { readonly spatial: { readonly bbox: readonly (readonly number[])[] } };
  readonly crs: readonly string[];
};

export const collections = (json: { readonly collections: readonly Collection[] }): PageInLanguage =>
  page(
    (say) => say.collections,
    (say) =>
      html`<ul class="places">${json.collections.map(({ id }) => html`<li><a href="collections/${id}?f=html">${say.stores}</a></li>`)}</ul>`,
  );

export const collection = ({ links, extent, crs }: Collection): PageInLanguage =>
  page(
    (say) => say.stores,
    (say) => [
      html`<table><tr><th scope="row">${say.extent}</th><td>${extent.spatial.bbox.map((box) => box.join(', '))}</td></tr>
<tr><th scope="row">${say.systems}</th><td>${crs.map((uri) => html`<code>${uri}</code> `)}</td></tr></table>`,
      linkList(links, say),
    ],
  );

type Schema = {
  readonly properties: Readonly<Record<string, { readonly title: string; readonly type?: string }>>;
};

export const schema = ({ properties }: Schema): PageInLanguage =>
  page(
    (say) => say.properties,
    (say) =>
      html`<table><tr><th scope="col">${say.property}</th><th scope="col">${say.type}</th><th scope="col">${say.meaning}</th></tr>${Object.entries(
        properties,
      ).map(
        ([name, { title, type }]) =>
          html`<tr><td><code>${name}</code></td><td>${type ?? 'Point'}</td><td lang="en">${title}</td></tr>`,
      )}</table>`,
  );

type Page = Linked & { readonly numberMatched: number; readonly numberReturned: number };

/** So many fit into the picture with numbers that can be read. */
const MOST_DRAWN = 50;

export const items = (
  { numberMatched, numberReturned, links }: Page,
  features: readonly StoreFeature[],
): PageInLanguage =>
  page(
    (say) => say.stores,
    (say, language) => {
      const next = links.find(({ rel }) => rel === 'next');
      return [
        html`<p class="facts">${say.shown(numberReturned, numberMatched)}</p>`,
        map(features.slice(0, MOST_DRAWN), say.positions, language),
        html`<table><tr><th scope="col"></th><th scope="col">${say.name}</th><th scope="col">${say.address}</th><th scope="col">${say.categories}</th></tr>${features.map(
          ({ id, properties }, i) =>
            html`<tr><td>${i + 1}</td><td><a href="items/${id}?f=html">${properties.name}</a> ${properties.branch}</td><td>${properties.address}</td><td>${properties.categories}</td></tr>`,
        )}</table>`,
        next && html`<p class="facts"><a rel="next" href="${next.href}">${say.next}</a></p>`,
        html`<p class="facts"><a href="${alternate(links)}">GeoJSON</a></p>`,
      ];
    },
  );

export const item = (feature: StoreFeature, links: readonly Link[]): PageInLanguage =>
  page(
    () => [feature.properties.name, feature.properties.branch].filter(Boolean).join(' '),
    (say, language) => [
      map([feature], say.positions, language),
      html`<table><tr><th scope="row">id</th><td>${feature.id}</td></tr>${Object.entries(
        feature.properties,
      ).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${shown(value)}</td></tr>`)}</table>`,
      html`<p class="facts"><a href="${alternate(links)}">GeoJSON</a> · <a href="../items?f=html">${say.stores}</a></p>`,
    ],
  );

function page(
  titleIn: (say: FeaturesWords) => string,
  bodyIn: (say: FeaturesWords, language: Language) => Part,
): PageInLanguage {
  return (language) => {
    const say = featuresWords[language];
    const title = titleIn(say);
    return pageDocument({
      language,
      title: `${title} · ${say.landing}`,
      body: html`<main class="wide"><section class="part"><h1>${title}</h1>${bodyIn(say, language)}</section></main>
<footer><p><a href="/ogc?f=html">${say.landing}</a></p></footer>`,
    });
  };
}

function map(features: readonly StoreFeature[], label: string, language: Language): Html | undefined {
  const points = features.flatMap(({ geometry }, i) => {
    if (!geometry) return [];
    const ground: Position = geometry.coordinates;
    return [features.length === 1 ? { ground } : { ground, number: i + 1 }];
  });
  return points.length === 0 ? undefined : areaMap(points, { label, language, say: words[language] });
}

const linkList = (links: readonly Link[], say: FeaturesWords): Html =>
  html`<ul class="places">${links.map(
    ({ href, rel, type, title }) =>
      html`<li><a href="${href}" rel="noreferrer" lang="en">${title ?? rel}</a><p class="quiet">${say.link(rel, type ?? '')}</p></li>`,
  )}</ul>`;

const alternate = (links: readonly Link[]) => links.find(({ rel }) => rel === 'alternate')?.href;

function shown(value: string | number | null): Part {
  const address = typeof value === 'string' ? webAddress(value) : undefined;
  return address === undefined ? value : html`<a href="${address}" rel="noreferrer">${value}</a>`;
}
