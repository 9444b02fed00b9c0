import { expect, it } from 'vitest';
import { languageOf } from '../../../web/locale/language.ts';

it.each([
  ['?lang=en', 'zh-CN', 'en'],
  ['?lang=zh-CN', 'en-US', 'zh-CN'],
  ['?ticket=x', 'zh-HK', 'zh-CN'],
  ['', 'en-GB', 'en'],
  ['', 'de', 'en'],
  ['', '', 'zh-CN'],
  ['?lang=tlh', 'zh-CN', 'zh-CN'],
])('address %s, browser %s: %s', (search, browser, language) => {
  expect(languageOf(search, browser)).toBe(language);
});
