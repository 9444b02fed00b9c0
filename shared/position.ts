// Positions and the distance between them, on the WGS-84 ellipsoid. Everything here is WGS-84: convert first (datum.ts).

/** [longitude, latitude] in degrees, in that order (RFC 7946 §3.1.1). */
export type Position = readonly [lon: number, lat: number];

// WGS-84 (NIMA TR8350.2): semi-major axis and flattening, and what follows from them.
const SEMI_MAJOR_AXIS_METERS = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SEMI_MINOR_AXIS_METERS = SEMI_MAJOR_AXIS_METERS * (1 - FLATTENING);
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
const SECOND_ECCENTRICITY_SQUARED = ECCENTRICITY_SQUARED / (1 - ECCENTRICITY_SQUARED);
const RADIANS = Math.PI / 180;

/** Up to here the arc over the chord is right to 1 mm; beyond, the iteration is. */
const LONGEST_ARC_METERS = 500_000;
/** From pole to pole: nothing on the ellipsoid is further apart. */
const HALF_MERIDIAN_METERS = 20_003_931.459;

/**
 * Length of the shortest way along the ellipsoid, in metres: right to 1 mm, or to 1 % where the two are antipodes but
 * for 2 degrees. Symmetric; 0 for the same position; NaN if a coordinate is not finite.
 */
export function distanceMeters(a: Position, b: Position): number {
  const [ax, ay, az] = earthCentred(a);
  const [bx, by, bz] = earthCentred(b);
  const dx = bx - ax;
  const dy = by - ay;
  const dz = bz - az;
  const arc = arcMeters(dx * dx + dy * dy + dz * dz, az, bz);
  return arc <= LONGEST_ARC_METERS ? arc : (geodesicMeters(a, b) ?? Math.min(arc, HALF_MERIDIAN_METERS));
}

/**
 * {@link distanceMeters} from the straight line between two {@link earthCentred} points, squared, and their two z: the
 * same number to the last bit, in a fraction of the time. NaN beyond 500 km, where it takes the positions.
 */
export function centredDistanceMeters(chordSquared: number, az: number, bz: number): number {
  const arc = arcMeters(chordSquared, az, bz);
  return arc <= LONGEST_ARC_METERS ? arc : Number.NaN;
}

/** Earth-centred, earth-fixed [x, y, z] in metres of a position on the ellipsoid: no antimeridian, no poles. */
export function earthCentred([lon, lat]: Position): [x: number, y: number, z: number] {
  const sinLat = Math.sin(lat * RADIANS);
  const cosLat = Math.cos(lat * RADIANS);
  const primeVertical = SEMI_MAJOR_AXIS_METERS / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
  return [
    primeVertical * cosLat * Math.cos(lon * RADIANS),
    primeVertical * cosLat * Math.sin(lon * RADIANS),
    primeVertical * (1 - ECCENTRICITY_SQUARED) * sinLat,
  ];
}

// Larger than the ellipsoid's largest radius of curvature (6,399,594 m at the poles), by enough to cover rounding.
const FLATTEST_RADIUS_METERS = 6_400_000;

/**
 * Two positions no further apart than `distance` along the ellipsoid are no further apart than this in a straight line
 * through the earth: cut a search among {@link earthCentred} points here, then measure what is left.
 */
export function longestChordMeters(distance: number): number {
  return (
    2 * FLATTEST_RADIUS_METERS * Math.sin(Math.min(distance / (2 * FLATTEST_RADIUS_METERS), Math.PI / 2)) +
    1e-6
  );
}

/**
 * The arc over the chord between two points, on a circle with the ellipsoid's curvature in that direction halfway
 * (Euler's theorem; the cosine of the latitude cancels, so the poles are no special case).
 */
function arcMeters(chordSquared: number, az: number, bz: number): number {
  if (chordSquared === 0) return 0;
  const chord = Math.sqrt(chordSquared);
  const dz = bz - az;
  const z = (az + bz) / 2 / (1 - ECCENTRICITY_SQUARED) / SEMI_MAJOR_AXIS_METERS;
  const bearing = 1 + SECOND_ECCENTRICITY_SQUARED * ((dz * dz) / chordSquared);
  // sin²(lat) = z²/(1 + e²z²) from z = N·sin(lat), so 1 − e²sin²(lat) = 1/(1 + e²z²).
  const curvatureSquared =
    (bearing * bearing) /
    (SEMI_MAJOR_AXIS_METERS * SEMI_MAJOR_AXIS_METERS * (1 + ECCENTRICITY_SQUARED * z * z));
  // The sine of half the angle, squared.
  const s = (chordSquared * curvatureSquared) / 4;
  // Up to 500 km the series of asin(x)/x in x² is as good as the function, and several times as fast.
  if (s < 0.002) return chord * (1 + s * (1 / 6 + s * (3 / 40 + s * (5 / 112 + s * (35 / 1152)))));
  return (2 / Math.sqrt(curvatureSquared)) * Math.asin(Math.min(1, Math.sqrt(s)));
}

/** Vincenty's inverse method (Survey Review 1975, no. 176); undefined where it does not settle, near the antipode. */
function geodesicMeters([lonA, latA]: Position, [lonB, latB]: Position): number | undefined {
  const reducedA = Math.atan((1 - FLATTENING) * Math.tan(latA * RADIANS));
  const reducedB = Math.atan((1 - FLATTENING) * Math.tan(latB * RADIANS));
  const [sinA, cosA] = [Math.sin(reducedA), Math.cos(reducedA)];
  const [sinB, cosB] = [Math.sin(reducedB), Math.cos(reducedB)];
  const difference = (lonB - lonA) * RADIANS;
  let lambda = difference;
  for (let round = 0; round < 20; round++) {
    const [sinLambda, cosLambda] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cosB * sinLambda, cosA * sinB - sinA * cosB * cosLambda);
    const cosSigma = sinA * sinB + cosA * cosB * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosA * cosB * sinLambda) / sinSigma;
    const cosSquaredAlpha = 1 - sinAlpha * sinAlpha;
    const cos2Middle = cosSquaredAlpha === 0 ? 0 : cosSigma - (2 * sinA * sinB) / cosSquaredAlpha;
    const c = (FLATTENING / 16) * cosSquaredAlpha * (4 + FLATTENING * (4 - 3 * cosSquaredAlpha));
    const polynomial = 2 * cos2Middle * cos2Middle - 1;
    const next =
      difference +
      (1 - c) * FLATTENING * sinAlpha * (sigma + c * sinSigma * (cos2Middle + c * cosSigma * polynomial));
    if (Math.abs(next - lambda) < 1e-12) {
      const u = cosSquaredAlpha * SECOND_ECCENTRICITY_SQUARED;
      const bigA = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
      const bigB = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
      const correction =
        bigB *
        sinSigma *
        (cos2Middle +
          (bigB / 4) *
            (cosSigma * polynomial -
              (bigB / 6) * cos2Middle * (4 * sinSigma * sinSigma - 3) * (4 * cos2Middle * cos2Middle - 3)));
      return SEMI_MINOR_AXIS_METERS * bigA * (sigma - correction);
    }
    lambda = next;
  }
  return undefined;
}
