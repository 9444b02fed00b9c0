// Every error as problem details (RFC 9457): what a client did wrong is named, what went wrong here is only logged.

import { STATUS_CODES } from 'node:http';
import { FastifyError as OwnError } from '@fastify/error';
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import fp from 'fastify-plugin';
import type { TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import type { Problem } from '../../shared/problem.ts';
import * as errors from '../errors.ts';
import { languageOf } from '../pages/language.ts';
import { pageDirectives } from '../pages/layout.ts';
import { messagePage } from '../pages/message-page.ts';
import { sendPage } from '../pages/send-page.ts';
import { words } from '../pages/words.ts';
import { FAULT_WORDS, faultOf } from '../storage/fault.ts';
import { schemaFaults } from '../storage/schema-fault.ts';

type Said = {
  code: string;
  statusCode: number;
  message: string;
  parameter?: string;
  /** What else there is to say of it, for programs. */
  extras?: Pick<Problem, 'errors' | 'current' | 'changes'>;
};

/** Seconds. */
const RETRY_STORAGE_AFTER = '5';

export default fp(
  async (app) => {
    const pageHeaders = app.securityHeaders(pageDirectives);
    app.setErrorHandler<FastifyError>((error, request, reply) =>
      wantsPage(request)
        ? answerPage(error, request, reply.headers(pageHeaders))
        : answerProblem(error, request, reply),
    );
    app.setNotFoundHandler(() => {
      throw new errors.NotFound();
    });
  },
  { name: 'problems', dependencies: ['security'] },
);

/** Answers `error` as problem details. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const said = whatIsSaid(error, request);
  const kind = errors.problemKinds.get(said.code);
  const problem: Problem = {
    type: kind ? `/api/docs#${kind.code}` : 'about:blank',
    title: kind?.title ?? STATUS_CODES[said.statusCode] ?? 'Error',
    status: said.statusCode,
    code: said.code,
    detail: said.message,
    instance: request.id,
    parameter: said.parameter,
    ...said.extras,
  };
  if (said.code === 'STORAGE_UNAVAILABLE' || said.code === 'WRITE_UNCERTAIN')
    reply.header('retry-after', RETRY_STORAGE_AFTER);
  // Repeated under its key, what may have been done must not be done again.
  if (said.code === 'WRITE_UNCERTAIN') request.once = undefined;
  return reply
    .code(said.statusCode)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem);
}

/** Somebody who opened an address that is not one of the APIs'. */
const wantsPage = ({ method, url, headers }: FastifyRequest) =>
  /^(GET|HEAD)$/.test(method) && !/^\/(api|ogc)\b/.test(url) && /\btext\/html\b/.test(headers.accept ?? '');

function answerPage(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const { statusCode } = whatIsSaid(error, request);
  const language = languageOf(request);
  const say = words[language];
  const page =
    statusCode < 500
      ? messagePage(language, say.notFoundTitle, say.notFoundBody)
      : messagePage(language, say.errorTitle, say.errorBody);
  return sendPage(request, reply.code(statusCode), page);
}

/** Our own errors speak for themselves, Fastify's are put into our words, anything else goes into the log alone. */
function whatIsSaid(error: FastifyError, request: FastifyRequest): Said {
  if (error.validation) return Object.assign(brokenRule(error, request), everyFault(error, request));
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new errors.BodyTooLarge(request.routeOptions.bodyLimit ?? 0) as Said;
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new errors.UnsupportedMediaType(request.headers['content-type'] ?? '') as Said;
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new errors.InvalidBody() as Said;
    case 'FST_ERR_BAD_URL':
      return new errors.InvalidAddress() as Said;
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_STATIC_FORBIDDEN_PATH':
      return new errors.NotFound() as Said;
  }
  const isOurs = error instanceof OwnError && !error.code.startsWith('FST_');
  if (isOurs) return error as Said;
  request.log.error({ err: error }, 'request failed');
  const fault = faultOf(error);
  if (fault !== undefined) {
    request.server.condition?.met(fault);
    return new errors.StorageUnavailable(FAULT_WORDS[fault]) as Said;
  }
  return new errors.InternalError() as Said;
}

/** Compiled when somebody breaks one. */
const bodies = new WeakMap<object, Validator<Record<never, never>, TSchema>>();

/** Every field of a body at fault, the first few of very many: the validator before the handler stops at the first. */
function everyFault({ validationContext }: FastifyError, request: FastifyRequest): Pick<Said, 'extras'> {
  const schema = request.routeOptions.schema?.body;
  if (validationContext !== 'body' || typeof schema !== 'object' || schema === null) return {};
  const compiled = bodies.get(schema) ?? Compile(schema as TSchema);
  bodies.set(schema, compiled);
  const faults = schemaFaults(compiled, request.body).map(({ path, value, rule }) => ({
    pointer: path,
    message: `${rule}; got ${errors.excerpt(value)}`,
  }));
  return faults.length === 0 ? {} : { extras: { errors: faults } };
}

/** The first rule that a parameter or a field of the body breaks. */
function brokenRule({ validation, validationContext }: FastifyError, request: FastifyRequest): Said {
  const [first] = validation as [FastifySchemaValidationError];
  const path = first.instancePath;
  const name = (key: unknown) =>
    validationContext === 'body' ? `${path}/${key ?? ''}`.replace(/\/$/, '') : String(key ?? path.slice(1));
  if (first.keyword === 'additionalProperties') {
    const parameter = name(first.params.additionalProperty);
    return Object.assign(new errors.UnknownParameter(parameter), { parameter }) as Said;
  }
  if (first.keyword === 'required') {
    return errors.invalidParameter(name(first.params.missingProperty), undefined, 'is required') as Said;
  }
  const choices = (validation ?? [])
    .filter(({ keyword, instancePath }) => keyword === 'const' && instancePath === path)
    .map(({ params }) => params.allowedValue);
  const rule =
    choices.length > 0 ? `must be one of ${choices.join(', ')}` : (first.message ?? 'is not valid');
  return errors.invalidParameter(name(undefined), valueAt(path, validationContext, request), rule) as Said;
}

function valueAt(path: string, context: FastifyError['validationContext'], request: FastifyRequest): unknown {
  const whole = {
    body: request.body,
    querystring: request.query,
    params: request.params,
    headers: request.headers,
  };
  return path
    .split('/')
    .slice(1)
    .reduce<unknown>((value, key) => Object(value)[key], context && whole[context]);
}
