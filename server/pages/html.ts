// The one door to markup made on the server: text becomes part of it escaped, and only `html` makes markup.

/** Markup that is safe to send. */
export class Html {
  readonly #markup: string;
  private constructor(markup: string) {
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
  static of(strings: readonly string[], parts: readonly Part[]): Html {
    return new Html(strings.map((text, i) => (i === 0 ? text : said(parts[i - 1]) + text)).join(''));
  }
}

/** Text and numbers are escaped, markup and lists of it go in as they are, absence says nothing. */
export type Part = Html | string | number | readonly Part[] | false | null | undefined;

/** Markup with `parts` put in. Parts stand between tags or inside quoted attributes, nowhere else. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => Html.of(strings, parts);

/** A style sheet of ours as an element; its text is ours, and a hash lets it through the page's policy. */
export const styleSheet = (css: string): Html => Html.of([`<style>${css}</style>`], []);

/**
 * Data for machines inside a page. It is no script: its type keeps the browser from running it, so no policy has to let
 * it through. No text in it can end the element.
 */
export const dataBlock = (data: object): Html =>
  Html.of(
    [`<script type="application/ld+json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`],
    [],
  );

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function said(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (Array.isArray(part)) return part.map(said).join('');
  return String(part).replace(/[&<>"']/g, (character) => entities[character]!);
}

/** An address that may stand in a link; undefined for anything but http and https, script included. */
export function webAddress(text: string | undefined | null): string | undefined {
  const url = URL.parse(text ?? '');
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
