/** [longitude, latitude] in degrees, in that order (RFC 7946 §3.1.1). */
export type Position = readonly [lon: number, lat: number];
