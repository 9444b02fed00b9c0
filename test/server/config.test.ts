import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { envExample, readConfig, settingsTable } from '../../server/config.ts';
import { isLoopback, isPublic } from '../../server/host-name.ts';

it('works without any setting', () => {
  expect(readConfig({})).toEqual({
    port: 8080,
    workers: 1,
    nearbyIndex: 'memory',
    webhookPrivate: false,
    host: '127.0.0.1',
    importMaxMegabytes: 200,
    nominatimUrl: undefined,
    geocodePerDay: 5000,
    dataDir: './data',
    databaseUrl: undefined,
    publicUrl: undefined,
    rateLimit: 6000,
    trustProxy: false,
    publicRead: true,
    convertedPositions: true,
    corsOrigins: [],
    frameAncestors: [],
    eventDatum: 'gcj02',
    clientPort: 8081,
    tileSource: 'offline',
    tileDatum: undefined,
    tileAttribution: undefined,
    tileMaxZoom: 18,
    tileCacheMegabytes: 500,
  });
});

it('takes an empty value for none', () => {
  expect(readConfig({ PORT: '', HOST: '  ' })).toMatchObject({ port: 8080, host: '127.0.0.1' });
});

it.each([
  [{ PORT: '0' }, { port: 0 }],
  [{ RATE_LIMIT: '0' }, { rateLimit: 0 }],
  [{ PUBLIC_URL: 'https://stores.example.com/' }, { publicUrl: 'https://stores.example.com' }],
  [{ PUBLIC_URL: 'HTTP://Stores.Example.com:80' }, { publicUrl: 'http://stores.example.com' }],
  [{ PUBLIC_READ: 'off' }, { publicRead: false }],
  [{ TRUST_PROXY: '1' }, { trustProxy: 1 }],
  [{ TRUST_PROXY: '10.0.0.0/8, ::1,loopback' }, { trustProxy: ['10.0.0.0/8', '::1', 'loopback'] }],
  [
    { FRAME_ANCESTORS: 'https://chat.example.com, https://*.example.org:8443 app:' },
    { frameAncestors: ['https://chat.example.com', 'https://*.example.org:8443', 'app:'] },
  ],
  [{ TILE_SOURCE: 'osm' }, { tileSource: 'osm' }],
  [
    { TILE_SOURCE: 'http://10.0.0.5:8088/tms/{z}/{x}/{-y}.webp?key=abc' },
    { tileSource: 'http://10.0.0.5:8088/tms/{z}/{x}/{-y}.webp?key=abc' },
  ],
  [{ TILE_ATTRIBUTION: '© Example Maps' }, { tileAttribution: { text: '© Example Maps' } }],
  [
    { TILE_ATTRIBUTION: '© OpenStreetMap contributors https://www.openstreetmap.org/copyright' },
    {
      tileAttribution: {
        text: '© OpenStreetMap contributors',
        url: 'https://www.openstreetmap.org/copyright',
      },
    },
  ],
])('reads %j', (given, config) => {
  expect(readConfig(given)).toMatchObject(config);
});

describe('a bad value is named with its rule', () => {
  it.each([
    ['PORT', '80a', 'PORT is "80a": it must be a whole number from 0 to 65535.'],
    ['PORT', '65536', 'PORT is "65536": it must be a whole number from 0 to 65535.'],
    ['RATE_LIMIT', '-1', 'RATE_LIMIT is "-1": it must be a whole number from 0 to 10000000.'],
    ['HOST', 'a b', 'HOST is "a b": it must be an IP address or a host name.'],
    [
      'PUBLIC_URL',
      'https://example.com/stores',
      'PUBLIC_URL is "https://example.com/stores": it must be an http or https address without a path, such as https://stores.example.com.',
    ],
    ['PUBLIC_READ', 'yes', 'PUBLIC_READ is "yes": it must be on or off.'],
    ['EVENT_DATUM', 'GCJ-02', 'EVENT_DATUM is "GCJ-02": it must be gcj02 or wgs84 or bd09.'],
  ])('%s=%s', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(sentence);
  });

  it.each(['javascript:alert(1)', 'ftp://example.com', 'https://user:pw@example.com', 'example.com'])(
    'PUBLIC_URL=%s',
    (value) => {
      expect(() => readConfig({ PUBLIC_URL: value })).toThrow(/^PUBLIC_URL is /);
    },
  );

  it.each([
    "https://a.example; script-src 'unsafe-inline'",
    "'unsafe-inline'",
    'https://a.example/\r\nx',
    '<a>',
  ])('FRAME_ANCESTORS=%s', (value) => {
    expect(() => readConfig({ FRAME_ANCESTORS: value })).toThrow(/^FRAME_ANCESTORS is /);
  });

  it.each(['on', 'true', '0', '10.0.0.0/99', '10.0.0.0/8/8', 'proxy.example.com'])(
    'TRUST_PROXY=%s',
    (value) => {
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/^TRUST_PROXY is /);
    },
  );

  it.each([
    'google',
    'tiles.example.com/{z}/{x}/{y}',
    'file:///tiles/{z}/{x}/{y}',
    'https://{s}.example.com/{z}/{x}/{y}',
    'https://{z}.example.com/{x}/{y}',
    'https://tiles.example.com/{z}/{x}',
    'https://tiles.example.com/{z}/{x}/{y}/{-y}',
    'https://tiles.example.com/{z}/{x}/{y}/{z}',
    'https://user:pw@tiles.example.com/{z}/{x}/{y}',
    'https:tiles.example.com/{z}/{x}/{y}',
    'https://tiles.example.com/地图/{z}/{x}/{y}',
  ])('TILE_SOURCE=%s, which may hold a key and is not shown', (value) => {
    expect(() => readConfig({ TILE_SOURCE: value })).toThrow(
      /^TILE_SOURCE is set: it must be offline, osm, tianditu, tencent, or an http or https address/,
    );
  });

  it('TILE_ATTRIBUTION longer than a line', () => {
    expect(() => readConfig({ TILE_ATTRIBUTION: 'x'.repeat(121) })).toThrow(/^TILE_ATTRIBUTION is /);
  });

  it('all of them at once', () => {
    expect(() => readConfig({ PORT: 'x', CLIENT_PORT: 'y' })).toThrow(/^PORT is "x".*\nCLIENT_PORT is "y"/);
  });
});

it('takes a database of PostgreSQL, and shows no password', () => {
  expect(readConfig({ DATABASE_URL: 'postgres://ops:hunter2@db/stores' })).toMatchObject({
    databaseUrl: 'postgres://ops:hunter2@db/stores',
  });
  expect(() => readConfig({ DATABASE_URL: 'mysql://ops:hunter2@db/stores' })).toThrow(
    /^DATABASE_URL is set: it must be the address of a PostgreSQL database, such as postgres:\/\/stores:password@db\.example\.com\/stores\.$/,
  );
});

it('shows no key of another service', () => {
  expect(readConfig({ TENCENT_KEY: 'ABCDE-FGHIJ-KLMNO' })).toMatchObject({ tencentKey: 'ABCDE-FGHIJ-KLMNO' });
  expect(() => readConfig({ AMAP_KEY: 'not a key' })).toThrow(
    /^AMAP_KEY is set: it must be a key of 8 to 128 letters, digits, hyphens and underscores\.$/,
  );
});

it('has its example file from the same table', () => {
  expect(readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8')).toBe(envExample());
});

it('shows each setting in the table for the README', () => {
  expect(settingsTable()).toContain(
    '| `RATE_LIMIT` | `6000` | API requests a minute and address, or key; 0 for no limit but that of a key. Pages, covers and tiles do not count | a whole number from 0 to 10000000 |',
  );
});

it.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['192.168.1.5', false],
  ['localhost.example.com', false],
])('%s listens for this machine only: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

it.each([
  ['https://stores.example.com', true],
  ['https://8.8.8.8', true],
  ['https://[2400:3200::1]', true],
  ['http://localhost:8080', false],
  ['http://stores', false],
  ['http://stores.local', false],
  ['http://stores.internal:8080', false],
  ['http://10.1.2.3', false],
  ['http://100.64.0.1', false],
  ['http://169.254.1.1', false],
  ['http://172.31.255.255', false],
  ['http://172.32.0.1', true],
  ['http://192.168.1.5', false],
  ['http://[fd00::1]', false],
  ['http://[fe80::1]', false],
  ['http://[::1]', false],
  ['http://[::ffff:10.0.0.1]', false],
])('customers reach %s: %s', (url, expected) => {
  expect(isPublic(url)).toBe(expected);
});
