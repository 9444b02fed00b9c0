// The frame of every page made on the server: one file with its style inside and nothing that runs.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/language.ts';
import type { Directives } from '../plugins/security.ts';
import { dataBlock, type Html, html, styleSheet } from './html.ts';
import { mapStyle } from './map-style.ts';
import { words } from './words.ts';

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const style = read('..', '..', 'web', 'style', 'tokens.css') + read('page.css') + mapStyle;

/** What the style and the pictures of these pages need; everything else stays forbidden. */
export const pageDirectives: Directives = {
  'style-src': [`'sha256-${createHash('sha256').update(style).digest('base64')}'`],
  // Covers come from wherever a store's owner keeps them.
  'img-src': ["'self'", 'https:'],
  // For robots.txt, which auditing tools fetch through the page; no script is here that could fetch anything.
  'connect-src': ["'self'"],
};

export type Page = {
  readonly language: Language;
  readonly title: string;
  /** One sentence for whoever is shown the address of the page. */
  readonly description?: string;
  /** What is shown with the page's address where it is passed on; absent: the page is not worth passing on. */
  readonly shared?: Shared;
  /** For machines, in the vocabulary of schema.org. */
  readonly data?: object;
  readonly body: Html;
};

type Shared = {
  /** The page's own absolute address, without a language. */
  readonly address: string;
  /** Absolute address of a picture. */
  readonly picture?: string;
};

export const pageDocument = ({ language, title, description, shared, data, body }: Page): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/favicon.svg">
<title>${title}</title>
${description && html`<meta name="description" content="${description}">`}
${shared && sharing(shared, language, title, description)}
${data && dataBlock({ '@context': 'https://schema.org', ...data })}
${styleSheet(style)}
</head>
<body>
${body}
</body>
</html>
`.toString();

const locales: Readonly<Record<Language, string>> = { 'zh-CN': 'zh_CN', en: 'en_GB' };

const sharing = (
  { address, picture }: Shared,
  language: Language,
  title: string,
  description: string | undefined,
): Html => html`<link rel="canonical" href="${address}">
<link rel="alternate" hreflang="zh-CN" href="${address}?lang=zh-CN">
<link rel="alternate" hreflang="en" href="${address}?lang=en">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${words[language].startTitle}">
<meta property="og:locale" content="${locales[language]}">
<meta property="og:title" content="${title}">
<meta property="og:url" content="${address}">
${description && html`<meta property="og:description" content="${description}">`}
${picture && html`<meta property="og:image" content="${picture}"><meta name="twitter:card" content="summary_large_image">`}`;
