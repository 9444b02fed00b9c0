import { describe, expect, it } from 'vitest';
import { filledTemplate } from '../../shared/template.ts';

const TITLE = '{name}（{branch}）· {distance}';
const DIGEST = '{hours} · {address} · {phone}';

describe('a template', () => {
  it.each([
    [TITLE, { name: '星巴克', branch: '五道口店', distance: '1.2公里' }, '星巴克（五道口店）· 1.2公里'],
    [TITLE, { name: '星巴克', branch: '', distance: '1.2公里' }, '星巴克 · 1.2公里'],
    [TITLE, { name: '', branch: '五道口店', distance: '1.2公里' }, '（五道口店）· 1.2公里'],
    [TITLE, { name: '星巴克', branch: '', distance: '' }, '星巴克'],
    ['【{name}，{branch}】{distance}', { name: '', branch: '', distance: '1.2公里' }, '1.2公里'],
    [DIGEST, { hours: 'a', address: '', phone: 'c' }, 'a · c'],
    [DIGEST, { hours: '', address: '', phone: 'c' }, 'c'],
    [DIGEST, { hours: 'a', address: '', phone: '' }, 'a'],
    [DIGEST, { hours: '', address: '', phone: '' }, ''],
    ['{hours}，{address}；{phone}', { hours: 'a', address: '', phone: 'c' }, 'a，c'],
    ['营业{hours}', { hours: '' }, '营业'],
  ])('%s with %j becomes %s', (template, values, filled) => {
    expect(filledTemplate(template, values)).toBe(filled);
  });

  it('never reads as template what it is filled with', () => {
    expect(filledTemplate('{name} {branch}', { name: '{branch}$&', branch: '（）' })).toBe('{branch}$& （）');
  });

  it('takes unknown placeholders for empty ones', () => {
    expect(filledTemplate('{name} {constructor} {mystery}', { name: '星巴克' })).toBe('星巴克');
  });
});
