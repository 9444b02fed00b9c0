import { readFileSync } from 'node:fs';
import type { Feature, FeatureCollection, Geometry } from 'geojson';

export type Properties = Readonly<Record<string, string | undefined>>;

/** The features of a GeoJSON file, properties as text. */
export function featuresOf(path: string): Feature<Geometry, Properties>[] {
  const { features }: FeatureCollection = JSON.parse(readFileSync(path, 'utf8'));
  return features.map((feature) => ({
    ...feature,
    properties: Object.fromEntries(
      Object.entries(feature.properties ?? {}).map(([key, value]) => [
        key,
        value == null ? undefined : String(value),
      ]),
    ),
  }));
}
