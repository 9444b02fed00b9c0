import { expect, it } from 'vitest';
import { languageOf } from '../../../web/locale/language.ts';

it.each([
  ['?lang=en', null, 'zh-CN', 'en'],
  ['?lang=zh-CN', 'en', 'en-US', 'zh-CN'],
  ['?ticket=x', 'en', 'zh-CN', 'en'],
  ['', null, 'zh-HK', 'zh-CN'],
  ['', null, 'en-GB', 'en'],
  ['', null, 'de', 'en'],
  ['', null, '', 'zh-CN'],
  ['?lang=tlh', null, 'zh-CN', 'zh-CN'],
])('address %s, stored %s, browser %s: %s', (search, stored, browser, language) => {
  expect(languageOf(search, stored, browser)).toBe(language);
});
