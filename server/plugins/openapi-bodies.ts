// What operations take in their bodies, where the routes' schemas cannot say it.
import type { FastifySchema } from 'fastify';
import { isFields, type Json } from './openapi-document.ts';

type Fields = { [key: string]: Json };

const FILE = { type: 'string', format: 'binary' } as const;
const FORM = 'multipart/form-data';

/** A route that reads its body as it comes has no schema for it, only the media types that it takes. */
export function withUpload(schema: FastifySchema): FastifySchema {
  const { consumes, body } = schema;
  if (consumes === undefined || body !== undefined) return schema;
  const content = consumes.map((type) => [
    type,
    { schema: type === FORM ? { type: 'object', properties: { file: FILE }, required: ['file'] } : FILE },
  ]);
  return { ...schema, body: { content: Object.fromEntries(content) } };
}

/** A body that may be null may be left out: that is how a route sees one that is not there. */
export function withOptionalBody(operation: Fields): Fields {
  const { requestBody } = operation;
  if (!isFields(requestBody) || !isFields(requestBody.content)) return operation;
  const [[type, media] = []] = Object.entries(requestBody.content);
  const choices = isFields(media) && isFields(media.schema) ? media.schema.anyOf : undefined;
  if (type === undefined || !Array.isArray(choices)) return operation;
  const [schema, ...others] = choices.filter((each) => !isFields(each) || each.type !== 'null');
  if (schema === undefined || others.length > 0 || choices.length !== 2) return operation;
  return {
    ...operation,
    requestBody: { ...requestBody, required: false, content: { [type]: { ...(media as Fields), schema } } },
  };
}
