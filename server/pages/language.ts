import type { FastifyRequest } from 'fastify';
import type { Language } from '../../shared/language.ts';

/** For Intl: a 24-hour clock and the day before the month, as in the words of opening hours. */
export const intlLocale: Readonly<Record<Language, string>> = { 'zh-CN': 'zh-CN', en: 'en-GB' };

/** The reader's language: `?lang`, else the one of ours that the browser likes best, else Chinese. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  const { lang } = query as { lang?: unknown };
  return ours(String(lang ?? '')) ?? preferred(headers['accept-language'] ?? '') ?? 'zh-CN';
}

const ours = (tag: string): Language | undefined =>
  /^zh\b/i.test(tag) ? 'zh-CN' : /^en\b/i.test(tag) ? 'en' : undefined;

function preferred(acceptLanguage: string): Language | undefined {
  return acceptLanguage
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { language: ours(tag), quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .sort((a, b) => b.quality - a.quality)[0]?.language;
}
