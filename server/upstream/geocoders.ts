// Positions of addresses, from services that know them: how each is asked, and how sure its answer is.
import { type Static, type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Datum } from '../../shared/datum.ts';
import type { Position } from '../../shared/position.ts';
import { UpstreamFailure } from './failure.ts';
import { lonLatOf, Refused } from './place-provider.ts';
import type { Upstream, UpstreamOptions } from './pool.ts';
import { userAgent } from './user-agent.ts';

export type GeocoderName = 'tencent' | 'amap' | 'tianditu' | 'nominatim';
export type Geocoded = {
  readonly position: Position;
  readonly datum: Datum;
  readonly source: GeocoderName;
  /** From 0 to 1; from {@link SURE} on the house itself was found. */
  readonly confidence: number;
};

/** An answer that is less sure belongs to somebody's review. */
export const SURE = 0.7;

type Told = { readonly position: Position; readonly confidence: number } | undefined;
export type GeocoderService = {
  readonly source: GeocoderName;
  readonly name: string;
  readonly origin: string;
  readonly datum: Datum;
  /** What its terms allow a key, or anybody. */
  readonly requestsPerSecond: number;
  readonly path: (address: string, key: string) => string;
  readonly answer: TSchema;
  /** @throws Refused */
  readonly read: (answer: unknown) => Told;
};

const TencentAnswer = Type.Object({
  status: Type.Number(),
  result: Type.Optional(
    Type.Object({
      location: Type.Object({ lng: Type.Number(), lat: Type.Number() }),
      reliability: Type.Optional(Type.Number()),
    }),
  ),
});

/** lbs.qq.com, WebService API, /ws/geocoder/v1. Its reliability goes to 10, and 7 is meant to be good. */
export const tencentGeocoder: GeocoderService = {
  source: 'tencent',
  name: 'Tencent Location Service',
  origin: 'https://apis.map.qq.com',
  datum: 'gcj02',
  requestsPerSecond: 5,
  path: (address, key) => `/ws/geocoder/v1/?${new URLSearchParams({ address, key })}`,
  answer: TencentAnswer,
  read(answer) {
    const { status, result } = answer as Static<typeof TencentAnswer>;
    // 347: it knows no such address.
    if (status === 347) return undefined;
    if (status !== 0) throw new Refused(status);
    return (
      result && {
        position: [result.location.lng, result.location.lat],
        confidence: (result.reliability ?? 0) / 10,
      }
    );
  },
};

const AmapAnswer = Type.Object({
  status: Type.String(),
  infocode: Type.Optional(Type.String()),
  geocodes: Type.Optional(Type.Array(Type.Object({ location: Type.String(), level: Type.Unknown() }))),
});

/** lbs.amap.com, Web service API, /v3/geocode/geo. It says what it found: a house number, a street, a city. */
export const amapGeocoder: GeocoderService = {
  source: 'amap',
  name: 'AMap',
  origin: 'https://restapi.amap.com',
  datum: 'gcj02',
  requestsPerSecond: 3,
  path: (address, key) => `/v3/geocode/geo?${new URLSearchParams({ address, key })}`,
  answer: AmapAnswer,
  read(answer) {
    const { status, infocode = '', geocodes = [] } = answer as Static<typeof AmapAnswer>;
    if (status !== '1') throw new Refused(infocode);
    const [first] = geocodes;
    const position = first && lonLatOf(first.location);
    if (!first || !position) return undefined;
    const isExact = /^(?:门牌号|门址|兴趣点|单元号|楼号|房间)$/.test(String(first.level));
    return { position, confidence: isExact ? 0.9 : 0.4 };
  },
};

const TiandituAnswer = Type.Object({
  status: Type.String(),
  location: Type.Optional(
    Type.Object({
      lon: Type.Union([Type.Number(), Type.String()]),
      lat: Type.Union([Type.Number(), Type.String()]),
      score: Type.Optional(Type.Number()),
    }),
  ),
});

/** lbs.tianditu.gov.cn, geocoder, in CGCS2000, which is WGS-84 for this. Its score goes to 100. */
export const tiandituGeocoder: GeocoderService = {
  source: 'tianditu',
  name: 'Tianditu',
  origin: 'https://api.tianditu.gov.cn',
  datum: 'wgs84',
  requestsPerSecond: 3,
  path: (address, key) =>
    `/geocoder?${new URLSearchParams({ ds: JSON.stringify({ keyWord: address }), tk: key })}`,
  answer: TiandituAnswer,
  read(answer) {
    const { status, location } = answer as Static<typeof TiandituAnswer>;
    if (status !== '0') throw new Refused(status);
    return (
      location && {
        position: [Number(location.lon), Number(location.lat)],
        confidence: (location.score ?? 0) / 100,
      }
    );
  },
};

const NominatimAnswer = Type.Array(
  Type.Object({ lon: Type.String(), lat: Type.String(), place_rank: Type.Optional(Type.Number()) }),
);

/** Nominatim (nominatim.org/release-docs, Search). Rank 30 is a house, 26 a street. Its public server allows one a second. */
export const nominatimGeocoder = (origin: string): GeocoderService => ({
  source: 'nominatim',
  name: 'Nominatim',
  origin,
  datum: 'wgs84',
  requestsPerSecond: 1,
  path: (address) => `/search?${new URLSearchParams({ format: 'jsonv2', limit: '1', q: address })}`,
  answer: NominatimAnswer,
  read(answer) {
    const [first] = answer as Static<typeof NominatimAnswer>;
    if (!first) return undefined;
    return {
      position: [Number(first.lon), Number(first.lat)],
      confidence: (first.place_rank ?? 0) >= 30 ? 0.8 : 0.4,
    };
  },
});

/** One service, asked no faster than its terms allow. */
export class Geocoder {
  readonly #service: GeocoderService;
  readonly #key: string;
  readonly #upstream: Upstream;
  readonly #schema: Validator<Record<never, never>, TSchema>;

  constructor(service: GeocoderService, key: string, open: (options: UpstreamOptions) => Upstream) {
    this.#service = service;
    this.#key = key;
    const { name, origin } = service;
    this.#upstream = open({
      name,
      origin,
      longestMilliseconds: 5_000,
      largestBytes: 64 * 1024,
      connections: 2,
    });
    this.#schema = Compile(service.answer);
  }

  get source(): GeocoderName {
    return this.#service.source;
  }

  /** How long to wait between two questions, in milliseconds. */
  get spacing(): number {
    return 1_000 / this.#service.requestsPerSecond;
  }

  /** Undefined: it knows no such address. @throws UpstreamFailure */
  async find(address: string): Promise<Geocoded | undefined> {
    const { name, path, read, datum, source } = this.#service;
    const headers = { accept: 'application/json', 'user-agent': userAgent };
    const { status, body } = await this.#upstream.get(path(address, this.#key), headers);
    if (status !== 200) throw new UpstreamFailure(name, 'status', `answered with status ${status}.`);
    const answer = parsed(body);
    if (!this.#schema.Check(answer)) {
      throw new UpstreamFailure(name, 'unreadable', 'answered something that cannot be read.');
    }
    try {
      const told = read(answer);
      if (!told || !isOnEarth(told.position)) return undefined;
      return {
        position: told.position,
        datum,
        source,
        confidence: Math.min(1, Math.max(0, told.confidence)),
      };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new UpstreamFailure(
        name,
        'refused',
        `refused the question (${String(error.code).slice(0, 20)}).`,
      );
    }
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const isOnEarth = ([lon, lat]: Position) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
