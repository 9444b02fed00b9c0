// What a feature is made of, as JSON Schema for clients: what can be asked for (part 3) and what comes (part 5).

import { QUERYABLES } from '../../storage/filter.ts';
import { STORE_COLUMNS } from '../../store-columns.ts';

const SCHEMA = 'https://json-schema.org/draft/2020-12/schema';
export const SCHEMA_TYPE = 'application/schema+json';

// QGIS knows a property by the one word that is its `type`; that each may be null stands in the description.
const columns = new Map(
  STORE_COLUMNS.map(({ name, type, format, title }) => [name, { title, type, ...(format && { format }) }]),
);
const ID = { title: 'Id', type: 'string' };

const numbered = <Property extends object>(properties: Readonly<Record<string, Property>>) =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property], i) => [
      name,
      { ...property, 'x-ogc-propertySeq': i + 1 },
    ]),
  );

export const queryables = (self: string) => ({
  $schema: SCHEMA,
  $id: self,
  type: 'object',
  title: 'Stores',
  description: 'What filters and query parameters can ask for.',
  properties: numbered({
    ...Object.fromEntries(Object.keys(QUERYABLES).map((name) => [name, columns.get(name) ?? ID])),
    geometry: {
      title: 'Position',
      'x-ogc-role': 'primary-geometry',
      $ref: 'https://geojson.org/schema/Point.json',
    },
  }),
  additionalProperties: false,
});

export const featureSchema = (self: string) => ({
  $schema: SCHEMA,
  $id: self,
  type: 'object',
  title: 'Stores',
  description: 'The properties of each feature; null where nothing is known.',
  properties: numbered({
    id: { ...ID, 'x-ogc-role': 'id', readOnly: true },
    ...Object.fromEntries(columns),
    geometry: { title: 'Position', 'x-ogc-role': 'primary-geometry', format: 'geometry-point' },
  }),
});
