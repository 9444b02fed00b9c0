// Which problems an operation answers with: each of its statuses shows those that it may be, as they come.
import { format } from 'node:util';
import type { Problem } from '../../shared/problem.ts';
import { problemKinds } from '../errors.ts';
import { isFields, type Json } from './openapi-document.ts';

type Fields = { [key: string]: Json };

/** By what every operation may be refused. */
const GENERAL = [
  'INVALID_PARAMETER',
  'UNKNOWN_PARAMETER',
  'KEY_NEEDED',
  'INVALID_KEY',
  'NOT_ALLOWED',
  'TOO_MANY_REQUESTS',
  'INTERNAL_ERROR',
  'STORAGE_UNAVAILABLE',
  'OVERLOADED',
];
const OF_BODY = ['INVALID_BODY', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
/** Where somebody may be quicker, or the same request may come twice. */
const OF_STORE_WRITES = [
  'INVALID_STORE',
  'INVALID_IF_MATCH',
  'OUTSIDE_LIMITS',
  'UNKNOWN_STORE',
  'CHANGED_MEANWHILE',
  'SID_TAKEN',
  'REQUEST_UNDER_WAY',
  'CARRIED_OUT',
  'PRECONDITION_FAILED',
  'IDEMPOTENCY_KEY_REUSED',
  'WRITE_UNCERTAIN',
];
const OF_SIGN_IN = ['CSRF_TOKEN_NEEDED', 'FOREIGN_ORIGIN', 'SESSION_OVER'];
/** Where nothing of an answer is kept for a request that comes again. */
const OF_SECRETS = ['ANSWER_NOT_KEPT', 'REQUEST_UNDER_WAY'];
const OF_PICTURES = ['MEDIA_NOT_FOUND'];

/** By tag. */
const OF_TAG: Readonly<Record<string, readonly string[]>> = {
  stores: ['STORE_NOT_FOUND', 'INVALID_CURSOR'],
  table: [
    'INVALID_CURSOR',
    'COUNT_DIFFERS',
    'UNKNOWN_STORE',
    'CHANGED_MEANWHILE',
    'OUTSIDE_LIMITS',
    'INVALID_STORE',
  ],
  changes: ['INVALID_CURSOR', 'CHANGES_GONE'],
  history: ['OPERATION_NOT_FOUND', 'ALREADY_UNDONE', 'CHANGED_MEANWHILE', ...OF_STORE_WRITES],
  drafts: ['UNKNOWN_STORE'],
  holidays: ['HOLIDAY_SET_NOT_FOUND', 'HOLIDAY_SET_IN_USE'],
  imports: ['IMPORT_NOT_FOUND', 'IMPORT_NOT_READY'],
  media: OF_PICTURES,
  quality: ['UNKNOWN_STORE'],
  webhooks: ['WEBHOOK_NOT_FOUND', 'TOO_MANY_WEBHOOKS'],
  access: [...OF_SIGN_IN],
};
/** By the id of the operation. */
const OF_OPERATION: Readonly<Record<string, readonly string[]>> = {
  findNearbyStores: ['INDEX_NOT_READY'],
  findNearbyStoresOfMany: ['INDEX_NOT_READY'],
  getReadiness: ['INDEX_NOT_READY'],
  publishStore: ['DRAFT_CONFLICT', 'NOTHING_TO_PUBLISH', 'DATE_IS_OVER'],
  reviewStore: ['NO_REVIEW_ASKED', 'DRAFT_CONFLICT'],
  restoreStore: ['VERSION_NOT_FOUND', 'VERSION_NEEDED', 'STORE_EXISTS'],
  createImport: ['IMPORT_FILE_MISSING', 'IMPORT_TOO_LARGE'],
  addMedia: [
    'PICTURE_MISSING',
    'PICTURE_TOO_LARGE',
    'PICTURE_TYPE_UNKNOWN',
    'PICTURE_UNREADABLE',
    'PICTURE_ANIMATED',
    'PICTURE_DIMENSIONS',
  ],
  resolveShortLink: ['SHORT_LINK_UNREACHABLE'],
  getUser: ['USER_NOT_FOUND'],
  changeUser: ['USER_NOT_FOUND', 'NAME_TAKEN', 'LAST_ADMIN', 'INVALID_PASSWORD', ...OF_SECRETS],
  removeUser: ['USER_NOT_FOUND', 'LAST_ADMIN'],
  signOutUser: ['USER_NOT_FOUND'],
  addUser: ['NAME_TAKEN', 'INVALID_PASSWORD', ...OF_SECRETS],
  addKey: ['NAME_TAKEN', ...OF_SECRETS],
  rotateKey: ['KEY_NOT_FOUND', ...OF_SECRETS],
  removeKey: ['KEY_NOT_FOUND'],
  addWebhook: ['NAME_TAKEN', ...OF_SECRETS],
  rotateWebhook: OF_SECRETS,
  makeConfirmLinks: OF_SECRETS,
  signIn: ['INVALID_SIGN_IN', 'SIGN_IN_DELAYED', ...OF_SECRETS],
  getSession: ['SIGN_IN_NEEDED'],
  changeOwnPassword: ['WRONG_PASSWORD', 'INVALID_PASSWORD', ...OF_SECRETS],
  createFirstAdmin: ['INVALID_FIRST_ADMIN_TOKEN', 'INVALID_PASSWORD', ...OF_SECRETS],
  reportStore: ['STORE_NOT_FOUND'],
  changeStores: ['IDEMPOTENCY_KEY_REUSED'],
  confirmStores: ['CHANGED_MEANWHILE'],
  putCategories: ['INVALID_CATEGORY'],
  changeOpsSettings: ['INVALID_SETTING'],
  changePluginSettings: ['INVALID_SETTING'],
};

/** What the sentences of some are told with; others show an ellipsis. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  INVALID_PARAMETER: ['limit', 'must be at most 50', '51'],
  UNKNOWN_PARAMETER: ['lng'],
  STORE_NOT_FOUND: ['demo-beijing-99'],
  NOT_ALLOWED: ['publish', 'Warehouse'],
  BODY_TOO_LARGE: [1_048_576],
  UNSUPPORTED_MEDIA_TYPE: ['text/plain'],
  TOO_MANY_REQUESTS: [600, 'with your key', 12],
  PRECONDITION_FAILED: ['demo-beijing-01', '"4"', '"3"'],
  COUNT_DIFFERS: [12, 10],
};
const PARAMETERS: Readonly<Record<string, string>> = { INVALID_PARAMETER: 'limit', UNKNOWN_PARAMETER: 'lng' };

/** The document whose problems are shown, each kind once among its components. A status that none has is none that comes. */
export function withProblems(document: Fields): Fields {
  const shown = new Set<string>();
  const withCodes = (operation: Fields): Fields => {
    const codes = codesOf(operation);
    const responses = Object.entries(operation.responses as Fields).flatMap(([status, response]) => {
      if (Number(status) < 400) return [[status, response]];
      const its = codes.filter((code) => problemKinds.get(code)?.status === Number(status));
      for (const code of its) shown.add(code);
      return its.length === 0 ? [] : [[status, withShown(response as Fields, its)]];
    });
    return { ...operation, responses: Object.fromEntries(responses) };
  };
  const paths = mapped(document.paths, (item) => mapped(item, withCodes));
  const components = (document.components ?? {}) as Fields;
  const examples = Object.fromEntries([...shown].sort().map((code) => [code, exampleOf(code)]));
  return { ...document, paths, components: { ...components, examples } };
}

function codesOf({ operationId, tags, requestBody, parameters }: Fields): readonly string[] {
  const [tag] = tags as string[];
  const isWrite =
    Array.isArray(parameters) && parameters.some((each) => isFields(each) && each.name === 'idempotency-key');
  return [
    ...new Set([
      ...(OF_OPERATION[String(operationId)] ?? []),
      ...(OF_TAG[String(tag)] ?? []),
      ...(isWrite ? OF_STORE_WRITES : []),
      ...GENERAL,
      ...(requestBody === undefined ? [] : OF_BODY),
    ]),
  ];
}

const PROBLEM = 'application/problem+json';

function withShown(response: Fields, codes: readonly string[]): Fields {
  const content = (response.content ?? {}) as Fields;
  const problem = content[PROBLEM];
  if (!isFields(problem)) return response;
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return {
    ...response,
    description: codes.map((code) => problemKinds.get(code)?.title).join('; '),
    content: { ...content, [PROBLEM]: { ...problem, examples } },
  };
}

function exampleOf(code: string): Fields {
  const { status, title, sentence } = problemKinds.get(code)!;
  const values = VALUES[code] ?? Array.from(sentence.matchAll(/%[sd]/g), () => '…');
  const parameter = PARAMETERS[code];
  const value: Omit<Problem, 'current' | 'changes' | 'errors'> = {
    type: `/api/docs#${code}`,
    title,
    status,
    code,
    detail: format(VALUES[code] ? sentence : sentence.replaceAll('%d', '%s'), ...values),
    instance: '01932c5a-8f4e-7c1b-9d2a-3b4c5d6e7f80',
    ...(parameter !== undefined && { parameter }),
  };
  return { summary: title, value: value as Fields };
}

const mapped = (fields: Json | undefined, change: (value: Fields) => Json): Fields =>
  Object.fromEntries(
    Object.entries((fields ?? {}) as Fields).map(([key, value]) => [key, change(value as Fields)]),
  );
