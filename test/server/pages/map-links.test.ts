// The converted positions are those of test/fixtures/datum.jsonl (datum-fx-001, 003, 073, 075, 087), to six decimals.
import { describe, expect, it } from 'vitest';
import { mapLinks } from '../../../server/pages/map-links.ts';
import type { Store, WirePosition } from '../../../shared/store.ts';
import { aStore } from '../../support/stores.ts';

const linksOf = (position: WirePosition, name: string, address: string) => {
  const store: Store = { ...aStore({ position }), id: 'a', version: 1, createdAt: '', updatedAt: '' };
  return mapLinks(store, name, address).map(({ map, url }) => [map, url]);
};
const wgs84 = (latitude: number, longitude: number): WirePosition => ({
  latitude,
  longitude,
  datum: 'wgs84',
});

describe('the way to a store', () => {
  it('in Beijing: Tencent, AMap and Apple shifted, Baidu shifted twice, no Google', () => {
    expect(linksOf(wgs84(39.9087, 116.3975), 'Tiananmen', 'Changan')).toEqual([
      [
        'tencent',
        'https://apis.map.qq.com/uri/v1/marker?marker=coord:39.910103,116.403744;title:Tiananmen;addr:Changan&referer=nearby-stores',
      ],
      [
        'amap',
        'https://uri.amap.com/marker?position=116.403744,39.910103&name=Tiananmen&coordinate=gaode&callnative=0&src=nearby-stores',
      ],
      [
        'baidu',
        'https://api.map.baidu.com/marker?location=39.916443,116.410117&title=Tiananmen&content=Changan&coord_type=bd09ll&output=html&src=webapp.nearby.stores',
      ],
      ['apple', 'https://maps.apple.com/?ll=39.910103,116.403744&q=Tiananmen'],
    ]);
  });

  it('in Hong Kong: Apple and Google as on the ground, the others shifted', () => {
    expect(linksOf(wgs84(22.2819, 114.1582), 'Central', '')).toEqual([
      [
        'tencent',
        'https://apis.map.qq.com/uri/v1/marker?marker=coord:22.279181,114.163195;title:Central;addr:Central&referer=nearby-stores',
      ],
      [
        'amap',
        'https://uri.amap.com/marker?position=114.163195,22.279181&name=Central&coordinate=gaode&callnative=0&src=nearby-stores',
      ],
      [
        'baidu',
        'https://api.map.baidu.com/marker?location=22.284959,114.169721&title=Central&content=Central&coord_type=bd09ll&output=html&src=webapp.nearby.stores',
      ],
      ['apple', 'https://maps.apple.com/?ll=22.2819,114.1582&q=Central'],
      ['google', 'https://www.google.com/maps/search/?api=1&query=22.2819,114.1582'],
    ]);
  });

  it('in Seoul: the same numbers everywhere', () => {
    const urls = linksOf(wgs84(37.5665, 126.978), 'City Hall', '').map(([, url]) => url);
    expect(urls.map((url) => /37\.\d+,\d+\.\d+|126\.\d+,\d+\.\d+/.exec(url!)![0])).toEqual([
      '37.5665,126.978',
      '126.978,37.5665',
      '37.5665,126.978',
      '37.5665,126.978',
      '37.5665,126.978',
    ]);
  });

  it('keeps the numbers of a position that is kept in Tencent’s own datum', () => {
    const [[, tencent]] = linksOf(
      { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
      '五道口',
      '',
    ) as [[string, string]];
    expect(tencent).toContain('marker=coord:39.99272,116.33157;title:%E4%BA%94%E9%81%93%E5%8F%A3;');
  });

  it('survives a name that holds what separates the parts: A;B:C|D, 店', () => {
    const [tencent, amap, baidu, apple] = linksOf(
      wgs84(39.9087, 116.3975),
      'A;B:C|D, 店',
      'E&F=G;H#I+J%',
    ) as [string, string][];
    // Tencent has only one parameter for all, and may split it before or after it is unescaped: both find the same.
    const [marker] = /(?<=\?marker=)[^&]+/.exec(tencent![1])!;
    const parts = (text: string) => text.split(/[;|]/).map((part) => part.split(':'));
    const expected = [
      ['coord', '39.910103,116.403744'],
      ['title', 'A；B：C｜D, 店'],
      ['addr', 'E&F=G；H#I+J%'],
    ];
    expect(parts(decodeURIComponent(marker))).toEqual(expected);
    expect(parts(marker).map((part) => part.map(decodeURIComponent))).toEqual(expected);
    // The others have a parameter for each, which carries it as it is.
    expect(amap![1]).toContain('&name=A%3BB%3AC%7CD%2C%20%E5%BA%97&');
    expect(new URL(amap![1]).searchParams.get('position')).toBe('116.403744,39.910103');
    expect(new URL(baidu![1]).searchParams.get('title')).toBe('A;B:C|D, 店');
    expect(new URL(baidu![1]).searchParams.get('content')).toBe('E&F=G;H#I+J%');
    expect(new URL(apple![1]).searchParams.get('q')).toBe('A;B:C|D, 店');
  });

  it.each([
    'a&marker=coord:0,0;title:x|#?%00"><script>',
    '两\n行\u202e\ud800',
    "javascript:alert('x')",
    '1,2',
  ])('is https to the same places whatever the name: %j', (name) => {
    const links = linksOf(wgs84(22.2819, 114.1582), name, name).map(([, url]) => new URL(url!));
    expect(links.map(({ origin, pathname, hash }) => origin + pathname + hash)).toEqual([
      'https://apis.map.qq.com/uri/v1/marker',
      'https://uri.amap.com/marker',
      'https://api.map.baidu.com/marker',
      'https://maps.apple.com/',
      'https://www.google.com/maps/search/',
    ]);
    expect(links.map(({ searchParams }) => [...searchParams.keys()].join())).toEqual([
      'marker,referer',
      'position,name,coordinate,callnative,src',
      'location,title,content,coord_type,output,src',
      'll,q',
      'api,query',
    ]);
    for (const { href } of links) expect(href).not.toMatch(/["<>\n]/);
  });
});
