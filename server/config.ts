// Every setting once: name, kind, default, meaning. Values come from the environment or a .env file; the table in the
// README and .env.example are made from here.
import type { Datum } from '../shared/datum.ts';
import { CannotStart } from './errors.ts';
import { isLoopback } from './host-name.ts';
import type { Kind } from './setting-kind.ts';
import * as kind from './setting-kind.ts';

type Setting<T> = {
  readonly name: string;
  readonly kind: Kind<T>;
  /** As somebody would write it; absent: the setting may stay unset, which reads as undefined. */
  readonly fallback?: string;
  readonly meaning: string;
};

const setting = <T>(name: string, of: Kind<T>, fallback: string, meaning: string): Setting<T> => ({
  name,
  kind: of,
  fallback,
  meaning,
});
const optional = <T>(name: string, of: Kind<T>, meaning: string): Setting<T | undefined> => ({
  name,
  kind: of,
  meaning,
});

const settings = {
  port: setting('PORT', kind.port, '8080', 'Where the service listens; 0 takes any free port'),
  host: setting(
    'HOST',
    kind.host,
    '127.0.0.1',
    'The address it listens on; 0.0.0.0 for every network. The simulated client answers on a loopback address only',
  ),
  dataDir: setting(
    'DATA_DIR',
    kind.folder,
    './data',
    'The folder of what this node keeps: the database, unless DATABASE_URL is set, and map tiles',
  ),
  databaseUrl: optional(
    'DATABASE_URL',
    kind.database,
    'The PostgreSQL database with PostGIS that the stores are kept in, shared by any number of nodes. Unset: SQLite in DATA_DIR',
  ),
  databaseReplicaUrl: optional(
    'DATABASE_REPLICA_URL',
    kind.database,
    'A replica of that database: what may be a moment old is read there while it keeps up, and from the other otherwise',
  ),
  secretKey: optional(
    'SECRET_KEY',
    kind.secret,
    'What the keys for sessions and signatures are derived from, the same on every node; changing it ends all sessions and changes the secrets of webhooks. Unset: made once and kept in the database',
  ),
  workers: setting(
    'WORKERS',
    kind.wholeNumber(1, 256),
    '1',
    'Processes that answer on this machine, at most one for each core; each holds the index of all stores',
  ),
  nearbyIndex: setting(
    'NEARBY_INDEX',
    kind.oneOf('memory', 'database'),
    'memory',
    'Where the nearest stores are found: in the memory of each process, which is the fastest by far, or in the database, for catalogues that do not fit there',
  ),
  publicUrl: optional(
    'PUBLIC_URL',
    kind.origin,
    'Where customers reach this service. Unset or private: the panel says that customers cannot open the links',
  ),
  rateLimit: setting(
    'RATE_LIMIT',
    kind.wholeNumber(0, 10_000_000),
    '6000',
    'API requests a minute and address, or key; 0 for no limit but that of a key. Pages, covers and tiles do not count',
  ),
  trustProxy: setting(
    'TRUST_PROXY',
    kind.proxies,
    'off',
    'Whose X-Forwarded-* headers are believed: the addresses of the proxies in front, or how many there are',
  ),
  publicRead: setting('PUBLIC_READ', kind.onOff, 'on', 'Published stores are read without a key'),
  corsOrigins: setting(
    'CORS_ORIGINS',
    kind.origins,
    '',
    'Origins whose pages may call the API from a browser, with a key or without, never with a session; * for every one',
  ),
  convertedPositions: setting(
    'CONVERTED_POSITIONS',
    kind.onOff,
    'on',
    'GeoJSON, CSV and OGC features carry positions that were converted to WGS-84 from GCJ-02 or BD-09, which the law of mainland China restricts. off: those features have no geometry',
  ),
  frameAncestors: setting(
    'FRAME_ANCESTORS',
    kind.frameAncestors,
    '',
    'Web pages that may frame the panel, besides our own: origins such as https://chat.example.com, or *. A client with a browser of its own needs none',
  ),
  eventDatum: setting<Datum>(
    'EVENT_DATUM',
    kind.oneOf('gcj02', 'wgs84', 'bd09'),
    'gcj02',
    'What the coordinates of location messages are measured against; WeChat sends gcj02',
  ),
  tileSource: setting(
    'TILE_SOURCE',
    kind.tileSource,
    'offline',
    'The map under the stores: the one that is shipped, a provider (tianditu needs TIANDITU_KEY, tencent TENCENT_KEY; osm is for small teams and wants PUBLIC_URL set, so that its makers can reach you), or a tile server of your own',
  ),
  tileDatum: optional(
    'TILE_DATUM',
    kind.oneOf('wgs84', 'gcj02'),
    'What the tiles of your own tile server are drawn in; needed with an address in TILE_SOURCE. Wrong, and every store stands hundreds of metres off its street',
  ),
  tileAttribution: optional(
    'TILE_ATTRIBUTION',
    kind.attribution,
    'Whom the map names for the tiles of your own tile server; needed with an address in TILE_SOURCE',
  ),
  tileMaxZoom: setting(
    'TILE_MAX_ZOOM',
    kind.wholeNumber(1, 24),
    '18',
    'The largest zoom of your own tile server; closer views enlarge its tiles',
  ),
  tileCacheMegabytes: setting(
    'TILE_CACHE_MB',
    kind.wholeNumber(0, 1_000_000),
    '500',
    'How much of DATA_DIR kept tiles may take; 0 keeps none',
  ),
  importMaxMegabytes: setting(
    'IMPORT_MAX_MB',
    kind.wholeNumber(1, 10_000),
    '200',
    'How large a file to import may be',
  ),
  nominatimUrl: optional(
    'NOMINATIM_URL',
    kind.origin,
    'A Nominatim server that looks addresses of imports up where no keyed service does; the public one allows one question a second',
  ),
  geocodePerDay: setting(
    'GEOCODE_PER_DAY',
    kind.wholeNumber(0, 10_000_000),
    '5000',
    'How many addresses of imports each service may be asked for in a day',
  ),
  webhookPrivate: setting(
    'WEBHOOK_PRIVATE',
    kind.onOff,
    'off',
    'Webhooks may lead to private, loopback and link-local addresses: for receivers in the network of this service, where every admin may make requests then',
  ),
  clientPort: setting(
    'CLIENT_PORT',
    kind.port,
    '8081',
    'Where the simulated client fetches other plugin pages from; 0 takes any free port',
  ),
  tencentKey: optional(
    'TENCENT_KEY',
    kind.serviceKey,
    'Key of Tencent Location Service (WebService API): places are searched for there first; TILE_SOURCE tencent needs it',
  ),
  amapKey: optional(
    'AMAP_KEY',
    kind.serviceKey,
    'Key of AMap (Web service): places are searched for there where Tencent has no key or fails',
  ),
  tiandituKey: optional(
    'TIANDITU_KEY',
    kind.serviceKey,
    'Key of Tianditu (server side): places are searched for there where neither of the two answers; TILE_SOURCE tianditu needs it',
  ),
  traceCollector: optional(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    kind.webAddress,
    'Where OpenTelemetry traces go, as OTLP over HTTP; /v1/traces is added. The other standard variables (OTEL_…) are followed too. Unset: nothing is traced',
  ),
} as const;

type ValueOf<S> = S extends Setting<infer T> ? T : never;
export type Config = { readonly [Name in keyof typeof settings]: ValueOf<(typeof settings)[Name]> };

/**
 * Reads every setting. An empty value counts as unset.
 * @throws CannotStart naming each bad value and its rule; values that may hold a password are not shown
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const bad: string[] = [];
  const config = Object.fromEntries(
    Object.entries<Setting<unknown>>(settings).map(([key, { name, kind, fallback }]) => {
      const text = environment[name]?.trim() || fallback;
      const value = text === undefined ? undefined : kind.read(text);
      if (text !== undefined && value === undefined) {
        bad.push(`${name} is ${kind.secret ? 'set' : JSON.stringify(text)}: it must be ${kind.rule}.`);
      }
      return [key, value];
    }),
  );
  if (config.databaseReplicaUrl !== undefined && config.databaseUrl === undefined) {
    bad.push(
      'DATABASE_REPLICA_URL is set without DATABASE_URL: there is nothing that it could be a replica of.',
    );
  }
  if (bad.length > 0) throw new CannotStart(bad.join('\n'));
  // Each reader answers its own setting's type; the compiler cannot see that through the loop.
  return config as Config;
}

/** Only this machine can reach a service that listens on a loopback address. */
export const isLocalOnly = (config: Config) => isLoopback(config.host);

/** The settings as a table in Markdown, for the README. */
export function settingsTable(): string {
  const rows = Object.values<Setting<unknown>>(settings).map(
    ({ name, fallback, kind, meaning }) =>
      `| \`${name}\` | ${fallback ? `\`${fallback}\`` : '–'} | ${meaning} | ${kind.rule} |`,
  );
  return ['| setting | default | meaning | value |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

/** The text of .env.example: every setting with its default, commented out. */
export function envExample(): string {
  const entries = Object.values<Setting<unknown>>(settings).map(
    ({ name, fallback, kind, meaning }) =>
      `# ${meaning}.\n# Must be ${kind.rule}.\n#${name}=${fallback ?? ''}\n`,
  );
  return ['# Copy to .env and change what differs; every setting may stay out.\n', ...entries].join('\n');
}
