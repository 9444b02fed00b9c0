// The requirements classes that hold here, and no others.
const part = (number: number, ...classes: string[]) =>
  classes.map((name) => `http://www.opengis.net/spec/ogcapi-features-${number}/1.0/conf/${name}`);

export const CONFORMANCE: readonly string[] = [
  ...['core', 'landing-page', 'json', 'html', 'oas30'].map(
    (name) => `http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/${name}`,
  ),
  ...part(1, 'core', 'oas30', 'html', 'geojson'),
  ...part(2, 'crs'),
  ...part(3, 'queryables', 'queryables-query-parameters', 'filter', 'features-filter'),
  ...part(5, 'schemas', 'core-roles-features', 'returnables-and-receivables', 'queryables'),
  ...[
    'cql2-text',
    'cql2-json',
    'basic-cql2',
    'advanced-comparison-operators',
    'basic-spatial-functions',
    'basic-spatial-functions-plus',
    'property-property',
  ].map((name) => `http://www.opengis.net/spec/cql2/1.0/conf/${name}`),
];
