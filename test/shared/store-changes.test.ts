import { describe, expect, it } from 'vitest';
import { fieldChanges, mergedFields } from '../../shared/store-changes.ts';
import { aStore } from '../support/stores.ts';

describe('what changed', () => {
  it('is told field by field, parts of the address by themselves, lists whole', () => {
    const before = aStore({ phones: ['010-62330000'], address: { city: '北京市', street: '学院路30号' } });
    const after = aStore({
      phones: [],
      address: { city: '北京市', district: '海淀区' },
      branch: undefined,
      sid: 'BJ-1',
    });
    expect(fieldChanges(before, after)).toEqual([
      { pointer: '/branch', from: '学院路店' },
      { pointer: '/phones', from: ['010-62330000'], to: [] },
      { pointer: '/address/street', from: '学院路30号' },
      { pointer: '/sid', to: 'BJ-1' },
      { pointer: '/address/district', to: '海淀区' },
    ]);
  });

  it('is nothing when the names of a position stand in another order', () => {
    const before = aStore({ position: { longitude: 116.35, latitude: 40, datum: 'wgs84' } });
    const after = aStore({ position: { datum: 'wgs84', latitude: 40, longitude: 116.35 } });
    expect(fieldChanges(before, after)).toEqual([]);
  });
});

describe('what two people made of one store', () => {
  const base = aStore({ phones: ['010-62330000'] });

  it('comes together where they changed different fields', () => {
    const mine = { ...base, name: '示例书吧', address: { ...base.address, street: '学院路31号' } };
    const theirs = { ...base, services: ['停车'], address: { ...base.address, postcode: '100083' } };
    const { fields, conflicts } = mergedFields(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(fields).toEqual({
      ...base,
      name: '示例书吧',
      services: ['停车'],
      address: { ...base.address, street: '学院路31号', postcode: '100083' },
    });
  });

  it('is in conflict where they changed one differently, not where they agree', () => {
    const { openingHours: _, ...withoutHours } = base;
    const mine = { ...base, name: '示例书吧', openingHours: 'Mo-Su 09:00-21:00' };
    const theirs = { ...withoutHours, name: '示例书吧' };
    expect(mergedFields(base, mine, theirs)).toEqual({
      fields: mine,
      conflicts: [{ pointer: '/openingHours', to: 'Mo-Su 09:00-21:00' }],
    });
  });
});
