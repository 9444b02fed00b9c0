// Links between the resources of OGC API Features.
export type Link = {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
};

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const HTML_TYPE = 'text/html';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';
export const OPENAPI_31_TYPE = 'application/vnd.oai.openapi+json;version=3.1';

export const QUERYABLES_REL = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';
export const SCHEMA_REL = 'http://www.opengis.net/def/rel/ogc/1.0/schema';

export type Form = 'json' | 'html';

/** The resource at hand in the form that was asked for, and in the other one. */
export function selfLinks(address: URL, form: Form, type: string): Link[] {
  const types: Record<Form, string> = { json: type, html: HTML_TYPE };
  const other: Form = form === 'json' ? 'html' : 'json';
  return [
    { href: address.href, rel: 'self', type: types[form], title: 'This document' },
    {
      href: inForm(address, other),
      rel: 'alternate',
      type: types[other],
      title: `The same as ${other.toUpperCase()}`,
    },
  ];
}

function inForm(address: URL, form: Form): string {
  const other = new URL(address);
  other.searchParams.set('f', form);
  return other.href;
}
