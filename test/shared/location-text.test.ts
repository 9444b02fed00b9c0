import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LocationReading, readLocation } from '../../shared/location-text.ts';
import { refusalInWords } from '../../shared/location-words.ts';
import type { Position } from '../../shared/position.ts';

const WUDAOKOU: Position = [116.33157, 39.99272];
const SYDNEY: Position = [151.2093, -33.8688];

const position = (text: string) => {
  const read = readLocation(text);
  return read.kind === 'position' ? read.position : read;
};

describe('numbers', () => {
  it.each([
    '39.99272,116.33157',
    '116.33157, 39.99272',
    '39.99272 116.33157',
    '39.99272；116.33157',
    '３９．９９２７２，１１６．３３１５７',
    '(39.99272, 116.33157)',
    'N39.99272 E116.33157',
    '39.99272°N, 116.33157°E',
    '116.33157E 39.99272N',
    '北纬39.99272 东经116.33157',
    '東經116.33157，北緯39.99272',
    '经度：116.33157，纬度：39.99272',
    'Latitude: 39.99272, Longitude: 116.33157',
    '{"lat":39.99272,"lng":116.33157}',
    '{"longitude":"116.33157","latitude":"39.99272"}',
    'lng=116.33157&lat=39.99272',
    '我在39.99272,116.33157这边，帮我看看',
    '坐标 39.99272，116.33157。',
  ])('%s is Wudaokou', (text) => {
    expect(readLocation(text)).toEqual({
      kind: 'position',
      position: WUDAOKOU,
      datum: undefined,
      source: 'numbers',
    });
  });

  it.each([
    '-33.8688, 151.2093',
    '151.2093,−33.8688',
    '33.8688S 151.2093E',
    'Lat: 33.8688 S, Lon: 151.2093 E',
    '南纬33.8688°，东经151.2093°',
  ])('%s is Sydney', (text) => {
    expect(position(text)).toEqual(SYDNEY);
  });

  it.each([
    `39°59'34"N 116°19'53"E`,
    '39°59′34″ 116°19′53″',
    'N39º59’34” E116º19’53”',
    '北纬39度59分34秒，东经116度19分53秒',
    `116° 19' 53'' E, 39° 59' 34'' N`,
  ])('%s is read by degrees, minutes and seconds', (text) => {
    const [lon, lat] = position(text) as Position;
    expect(lon).toBeCloseTo(116 + 19 / 60 + 53 / 3600, 10);
    expect(lat).toBeCloseTo(39 + 59 / 60 + 34 / 3600, 10);
  });

  it('reads degrees with decimal minutes, also without their mark', () => {
    expect(position("39°59.5'N 116°19.75'E")).toEqual([116 + 19.75 / 60, 39 + 59.5 / 60]);
    expect(position('39°30N 116°15E')).toEqual([116.25, 39.5]);
  });

  it('takes zero for a coordinate', () => {
    expect(position('0,0')).toEqual([0, 0]);
    expect(position('0.0S, 0.0W')).toEqual([0, 0]);
    expect(position('51.4779N 0E')).toEqual([0, 51.4779]);
  });

  it('prefers China where both orders are possible: Ürümqi has a longitude under 90', () => {
    expect(position('43.8256,87.6168')).toEqual([87.6168, 43.8256]);
    expect(position('87.6168,43.8256')).toEqual([87.6168, 43.8256]);
  });

  it('says that Paris could be in the Indian Ocean', () => {
    expect(readLocation('48.8566, 2.3522')).toEqual({
      kind: 'ambiguous',
      choices: [
        [2.3522, 48.8566],
        [48.8566, 2.3522],
      ],
      datum: undefined,
    });
  });

  it.each([
    ['高德坐标：116.33157,39.99272', 'gcj02'],
    ['腾讯地图 39.99272,116.33157', 'gcj02'],
    ['GCJ-02 39.99272,116.33157', 'gcj02'],
    ['百度 116.33157,39.99272', 'bd09'],
    ['BD09: 39.99272,116.33157', 'bd09'],
    ['GPS 39.99272,116.33157', 'wgs84'],
    ['WGS84 39.99272,116.33157', 'wgs84'],
    ['不是百度是高德 39.99272,116.33157', undefined],
  ])('%s names its datum: %s', (text, datum) => {
    expect(readLocation(text)).toMatchObject({ kind: 'position', position: WUDAOKOU, datum });
  });

  it.each([
    '我在五道口地铁站',
    '学院路30号院2号楼',
    '中关村大街27号1101室',
    '2026-11-22 18:00',
    '010-82600000',
    '7-11',
    '8-10',
    '¥19.9,¥29.9',
    '3楼, 5号',
    '39.99272',
    '39.99272,116.33157,121.4,31.2',
    '',
  ])('%s holds no pair of coordinates', (text) => {
    expect(readLocation(text)).toEqual({ kind: 'none' });
  });
});

describe('what cannot be is refused, with the value and the rule', () => {
  it.each([
    ['39.99N 216.33157E', '经度 216.33157 超出范围：须在 -180 到 180 之间'],
    ['纬度 95.5，经度 116.3', '纬度 95.5 超出范围：须在 -90 到 90 之间'],
    ['39.99, 200', '经度 200 超出范围：须在 -180 到 180 之间'],
    ['116.33157,121.46840', '116.33157, 121.46840 里没有纬度：两个数都超过 90'],
    [`39°75'N 116°E`, `39°75' 写错了：分和秒须小于 60`],
    ['N39.99272 N40.12345', '39.99272 40.12345 是同一个方向：需要一个纬度和一个经度'],
    ['-39.9S 116E', '-39.9 既有正负号又有方向：只用一种'],
    ['https://uri.amap.com/marker?position=39.99,116.33', '纬度 116.33 超出范围：须在 -90 到 90 之间'],
    [
      'https://evil.example/?q=39.99,116.33',
      '不认识 evil.example 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图',
    ],
    [
      'https://uri.amap.com@evil.example/marker?position=116.3,39.9',
      '不认识 evil.example 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图',
    ],
    [
      'https://url.cn/5abcdef',
      '不认识 url.cn 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图',
    ],
    [
      'https://goo.gl/abcdef',
      '不认识 goo.gl 的链接：可用腾讯、高德、百度、苹果地图的链接，大陆以外可用谷歌地图',
    ],
    [
      'https://www.google.com/maps/@39.99272,116.33157,15z',
      '谷歌地图在中国大陆的坐标有两种，无法分辨：请改用腾讯、高德或百度地图的链接',
    ],
    ['https://ditu.amap.com/place/B000A83M61', '这个链接里没有坐标（ditu.amap.com）：请改发位置，或输入地址'],
    ['geo:0,0?q=五道口地铁站', '这个链接里没有坐标（五道口地铁站）：请改发位置，或输入地址'],
    ['geo:39.9,116.3;crs=EPSG:4214', '不认识坐标系 epsg:4214'],
  ])('%s', (text, sentence) => {
    const read = readLocation(text);
    expect(read.kind === 'refused' && refusalInWords(read, 'zh-CN')).toBe(sentence);
    const inEnglish = read.kind === 'refused' && refusalInWords(read, 'en').replace(read.value, '');
    expect(inEnglish).toMatch(/^[^\p{Script=Han}]{20,}$/u);
  });
});

describe('links of map services', () => {
  it.each<[string, Partial<LocationReading & { label: string }>]>([
    [
      'https://apis.map.qq.com/uri/v1/marker?marker=coord:39.99272,116.33157;title:五道口;addr:成府路28号&referer=app',
      { source: 'tencent', position: WUDAOKOU, datum: 'gcj02', label: '五道口' },
    ],
    [
      'https://apis.map.qq.com/uri/v1/geocoder?coord=39.99272,116.33157&coord_type=1&referer=app',
      { source: 'tencent', position: WUDAOKOU, datum: 'wgs84' },
    ],
    [
      'http://apis.map.qq.com/uri/v1/routeplan?type=bus&from=我的家&fromcoord=39.980683,116.302&to=中关村&tocoord=39.9836,116.3164&policy=1&referer=test',
      { source: 'tencent', position: [116.3164, 39.9836], datum: 'gcj02', label: '中关村' },
    ],
    [
      'https://map.qq.com/?type=marker&isopeninfowin=1&markertype=1&pointx=113.94114&pointy=22.544577&name=%E6%B7%B1%E5%9C%B3%E6%B9%BE',
      { source: 'tencent', position: [113.94114, 22.544577], datum: 'gcj02', label: '深圳湾' },
    ],
    [
      'https://uri.amap.com/marker?position=121.287689,31.234527&name=park&src=mypage&coordinate=gaode&callnative=0',
      { source: 'amap', position: [121.287689, 31.234527], datum: 'gcj02', label: 'park' },
    ],
    [
      'https://uri.amap.com/marker?position=121.287689,31.234527&coordinate=wgs84',
      { source: 'amap', position: [121.287689, 31.234527], datum: 'wgs84' },
    ],
    [
      'https://uri.amap.com/navigation?from=116.478346,39.997361,startpoint&to=116.3246,39.966577,endpoint&mode=car',
      { source: 'amap', position: [116.3246, 39.966577], datum: 'gcj02', label: 'endpoint' },
    ],
    [
      'https://wb.amap.com/?q=31.222811749011463%2C121.46840706467624%2C%E4%B8%8A%E6%B5%B7%E5%B8%82%E9%BB%84%E6%B5%A6%E5%8C%BA%E5%B7%A8%E9%B9%BF%E8%B7%AF15-17%E5%8F%B7&src=app_C3090',
      {
        source: 'amap',
        position: [121.46840706467624, 31.222811749011463],
        datum: 'gcj02',
        label: '上海市黄浦区巨鹿路15-17号',
      },
    ],
    [
      'https://wb.amap.com/?p=B00156NZVG%2C31.247461353927147%2C121.4993718266487%2CNorth+Bund+Green+Land%2CDongdaming+Road+558-678&src=app_share',
      {
        source: 'amap',
        position: [121.4993718266487, 31.247461353927147],
        datum: 'gcj02',
        label: 'North Bund Green Land',
      },
    ],
    [
      'https://www.amap.com/regeo?lng=121.46840706467624&lat=31.222811749011463&name=%E5%B7%A8%E9%B9%BF%E8%B7%AF&adcode',
      { source: 'amap', position: [121.46840706467624, 31.222811749011463], datum: 'gcj02', label: '巨鹿路' },
    ],
    [
      'http://api.map.baidu.com/marker?location=40.047669,116.313082&title=我的位置&content=百度奎科大厦&output=html&src=app',
      { source: 'baidu', position: [116.313082, 40.047669], datum: 'bd09', label: '我的位置' },
    ],
    [
      'http://api.map.baidu.com/geocoder?location=39.990912172420714,116.32715863448607&coord_type=gcj02&output=html',
      { source: 'baidu', position: [116.32715863448607, 39.990912172420714], datum: 'gcj02' },
    ],
    [
      'http://api.map.baidu.com/direction?origin=latlng:34.264642646862,108.95108518068|name:我家&destination=latlng:34.2,108.9|name:大雁塔&mode=driving',
      { source: 'baidu', position: [108.9, 34.2], datum: 'bd09', label: '大雁塔' },
    ],
    [
      'https://maps.apple.com/?ll=39.99272,116.33157&q=Wudaokou',
      { source: 'apple', position: WUDAOKOU, datum: 'gcj02', label: 'Wudaokou' },
    ],
    [
      'https://maps.apple.com/?q=22.2976,114.1722',
      { source: 'apple', position: [114.1722, 22.2976], datum: 'wgs84' },
    ],
    [
      'https://maps.apple.com/place?coordinate=50.894967,4.341626&name=Atomium',
      { source: 'apple', position: [4.341626, 50.894967], datum: 'wgs84', label: 'Atomium' },
    ],
    [
      'https://www.google.com/maps/place/Eiffel+Tower/@48.8583701,2.2919064,17z/data=!3m1!4b1!4m6!3m5!1s0x47e66e2964e34e2d:0x8ddca9ee380ef7e0!8m2!3d48.8583701!4d2.2944813!16zL20vMDJqODE',
      { source: 'google', position: [2.2944813, 48.8583701], datum: 'wgs84', label: 'Eiffel Tower' },
    ],
    [
      'https://www.google.com.hk/maps/@22.2976,114.1722,17z',
      { source: 'google', position: [114.1722, 22.2976], datum: 'wgs84' },
    ],
    [
      'https://maps.google.com/?q=37.5665,126.978',
      { source: 'google', position: [126.978, 37.5665], datum: 'wgs84' },
    ],
    [
      'https://www.google.com/maps/search/37.5665,+126.978',
      { source: 'google', position: [126.978, 37.5665], datum: 'wgs84' },
    ],
    ['geo:48.2010,16.3695,183', { source: 'geo', position: [16.3695, 48.201], datum: 'wgs84' }],
    ['geo:48.198634,16.371648;crs=wgs84;u=40', { source: 'geo', position: [16.371648, 48.198634] }],
    [
      'geo:0,0?q=37.5665,126.978(서울시청)',
      { source: 'geo', position: [126.978, 37.5665], datum: 'wgs84', label: '서울시청' },
    ],
    [
      '【位置】五道口 https://apis.map.qq.com/uri/v1/marker?marker=coord:39.99272,116.33157。快来',
      { source: 'tencent', position: WUDAOKOU },
    ],
    [
      'uri.amap.com/marker?position=116.33157,39.99272',
      { source: 'amap', position: WUDAOKOU, datum: 'gcj02' },
    ],
  ])('%s', (link, expected) => {
    expect(readLocation(link)).toMatchObject({ kind: 'position', ...expected });
    expect('label' in readLocation(link)).toBe('label' in expected);
  });

  it.each([
    ['https://surl.amap.com/4mkKGuyJ2bz', 'https://surl.amap.com/4mkKGuyJ2bz'],
    ['我在高德地图发现了一个好地方 https://surl.amap.com/abcdEF点击查看', 'https://surl.amap.com/abcdEF'],
    ['查看详情>>http://j.map.baidu.com/64/lqEk  #百度地图#', 'https://j.map.baidu.com/64/lqEk'],
    ['https://maps.app.goo.gl/xE1cHD7zRygTG78z9?g_st=ic', 'https://maps.app.goo.gl/xE1cHD7zRygTG78z9'],
    ['https://goo.gl/maps/abcDEF123', 'https://goo.gl/maps/abcDEF123'],
    ['maps.apple/p/7E-Brjrk_THN14', 'https://maps.apple/p/7E-Brjrk_THN14'],
  ])('%s leads somewhere only its service knows', (text, url) => {
    expect(readLocation(text)).toEqual({ kind: 'short-link', url });
  });
});

describe('whatever is pasted', () => {
  const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6);
  const anywhere = fc.tuple(degrees(180), degrees(90));
  const halves = ([lon, lat]: Position) => [lat < 0 ? 'S' : 'N', lon < 0 ? 'W' : 'E'] as const;
  const writings: ((position: Position) => string)[] = [
    ([lon, lat]) => `lat ${lat.toFixed(6)}, lon ${lon.toFixed(6)}`,
    ([lon, lat]) => `经度${lon.toFixed(6)} 纬度${lat.toFixed(6)}`,
    ([lon, lat]) => JSON.stringify({ latitude: Number(lat.toFixed(6)), longitude: Number(lon.toFixed(6)) }),
    (at) => `${Math.abs(at[1]).toFixed(6)}°${halves(at)[0]} ${Math.abs(at[0]).toFixed(6)}°${halves(at)[1]}`,
    ([lon, lat]) => `geo:${lat.toFixed(6)},${lon.toFixed(6)}`,
    ([lon, lat]) => `https://uri.amap.com/marker?position=${lon.toFixed(6)},${lat.toFixed(6)}`,
    ([lon, lat]) =>
      `https://apis.map.qq.com/uri/v1/marker?marker=coord:${lat.toFixed(6)},${lon.toFixed(6)};title:x`,
  ];

  it('is read as it was written', () => {
    fc.assert(
      fc.property(anywhere, fc.constantFrom(...writings), (at, write) => {
        const [lon, lat] = position(write(at)) as Position;
        expect(lon).toBeCloseTo(at[0], 6);
        expect(lat).toBeCloseTo(at[1], 6);
      }),
      { numRuns: 2_000 },
    );
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      ...'0 1 39.99272 116.33157 ° \' " , ; - + N S E W 北纬 经 lat lng geo: https:// map.baidu.com/@ ? & = % # ! @ ( )'.split(
        ' ',
      ),
      'https://www.google.com/maps/',
      '!3d1!4d2',
      'marker=coord:',
      ' ',
    ),
  );

  it('never throws, and never gives a position that is not on earth', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readLocation(pieces.join(''));
        if (read.kind === 'refused') refusalInWords(read, 'en');
        if (read.kind !== 'position') return;
        expect(Math.abs(read.position[0])).toBeLessThanOrEqual(180);
        expect(Math.abs(read.position[1])).toBeLessThanOrEqual(90);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is read in one go, however long: a part of it repeated 20,000 times ends', () => {
    for (const part of [
      '1',
      '1,',
      '1.',
      "1°1'",
      'N1',
      '(',
      ' ',
      ':1',
      '%',
      '?',
      '@',
      '/',
      'bd 09',
      'wgs -',
      '!3d1',
    ]) {
      for (const before of ['', 'https://map.baidu.com/', 'https://www.google.com/maps/?q=', 'geo:']) {
        expect(readLocation(before + part.repeat(20_000)).kind).toMatch(/none|refused|ambiguous|position/);
      }
    }
  });
});
