// The frame of every page made on the server: one file with its style inside and no script at all.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../shared/language.ts';
import type { Directives } from '../plugins/security.ts';
import { type Html, html, styleSheet } from './html.ts';

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), 'utf8');
const style = read('..', '..', 'web', 'style', 'tokens.css') + read('page.css');

/** What the style and the pictures of these pages need; everything else stays forbidden. */
export const pageDirectives: Directives = {
  'style-src': [`'sha256-${createHash('sha256').update(style).digest('base64')}'`],
  // Covers come from wherever a store's owner keeps them.
  'img-src': ["'self'", 'https:'],
};

export type Page = {
  readonly language: Language;
  readonly title: string;
  /** One sentence for whoever is shown the address of the page. */
  readonly description?: string;
  /** Absolute address of the picture shown with the page's address. */
  readonly picture?: string;
  readonly body: Html;
};

export const pageDocument = ({ language, title, description, picture, body }: Page): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<meta property="og:title" content="${title}">
${description && html`<meta name="description" content="${description}"><meta property="og:description" content="${description}">`}
${picture && html`<meta property="og:image" content="${picture}">`}
${styleSheet(style)}
</head>
<body>
${body}
</body>
</html>
`.toString();
