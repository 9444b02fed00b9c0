import { describe, expect, it } from 'vitest';
import { type Actor, anonymous, checkMayWrite, mayWrite } from '../../../server/access/actor.ts';
import type { Limits } from '../../../shared/access.ts';
import { aStore } from '../../support/stores.ts';

const limitedTo = (limits: Limits): Actor => ({ ...anonymous(['edit']), kind: 'user', name: '陈敏', limits });
const inShenzhen = aStore({ address: { province: '广东省', city: '深圳市', street: '深南大道1号' } });
const inBeijing = aStore();

describe('limits', () => {
  it('let through what is in one of the provinces or cities, or has one of the tags', () => {
    expect(mayWrite(limitedTo({ provinces: ['广东省'] }), inShenzhen)).toBe(true);
    expect(mayWrite(limitedTo({ cities: ['广州市', '深圳市'] }), inShenzhen)).toBe(true);
    expect(
      mayWrite(limitedTo({ provinces: ['浙江省'], tags: ['机场店'] }), { ...inShenzhen, tags: ['机场店'] }),
    ).toBe(true);
    expect(mayWrite(limitedTo({ provinces: ['广东省'] }), inBeijing)).toBe(false);
    expect(mayWrite(limitedTo({ tags: ['机场店'] }), inBeijing)).toBe(false);
  });

  it('do not let through a store without an address', () => {
    expect(mayWrite(limitedTo({ provinces: ['广东省'] }), { address: {} })).toBe(false);
  });

  it('are none where none are set', () => {
    expect(mayWrite(anonymous(['edit']), inBeijing)).toBe(true);
  });

  it('refuse a store that would leave them, by its name', () => {
    const actor = limitedTo({ cities: ['深圳市'] });
    expect(() => checkMayWrite(actor, inShenzhen)).not.toThrow();
    expect(() => checkMayWrite(actor, inShenzhen, { ...inBeijing, name: '学院路店' })).toThrow(
      'The store "学院路店" is, or would come to be, outside the provinces, cities and tags that are yours to change',
    );
  });
});
