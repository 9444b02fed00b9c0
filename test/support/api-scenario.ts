// A day with the API: each of its operations asked once, in an order that makes sense, of the demo catalogue. What comes
// back are the examples of the OpenAPI document.

import { hashOf } from '../../server/access/credentials.ts';
import type { buildApp } from '../../server/app.ts';
import { withRole } from './access.ts';
import { columns } from './pictures.ts';

export type Example = {
  /** By name, of the path and the query. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly request?: unknown;
  readonly status: string;
  /** Absent where the answer has no body, or one that is not text. */
  readonly response?: unknown;
};
export type Examples = Readonly<Record<string, Example>>;

/** A Monday, 10:30 in Beijing: what the clock must show all the time. */
export const SCENARIO_TIME = new Date('2026-11-23T02:30:00Z');
export const SCENARIO_SETTINGS = {
  DATA_DIR: ':memory:',
  RATE_LIMIT: '0',
  PUBLIC_URL: 'https://stores.example.com',
  // Nothing is looked up or delivered.
  WEBHOOK_PRIVATE: 'on',
};

type Json = Record<string, unknown>;
type App = ReturnType<typeof buildApp>;
type More = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the body; absent: JSON. */
  readonly type?: string;
  /** What of a long answer is shown. */
  readonly brief?: (answer: unknown) => unknown;
};

/** Answers by operation id. @param app  ready, of SCENARIO_SETTINGS, with the demo stores, at SCENARIO_TIME */
export async function playScenario(app: App): Promise<Examples> {
  const examples: Record<string, Example> = {};
  const { paths } = (await app.inject('/api/openapi.json')).json() as { paths: Record<string, Json> };
  const operations = new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [
        (operation as { operationId: string }).operationId,
        { path, method: method.toUpperCase() },
      ]),
    ),
  );
  const admin: Readonly<Record<string, string>> = await withRole(app, 'admin', { name: 'Head office' });

  async function ask(id: string, parameters: Json = {}, body?: unknown, more: More = {}) {
    const { headers = admin, type, brief = (all) => all } = more;
    const operation = operations.get(id);
    if (!operation) throw new Error(`There is no operation ${id}`);
    const query = new URLSearchParams();
    let { path } = operation;
    for (const [name, value] of Object.entries(parameters)) {
      if (path.includes(`{${name}}`)) path = path.replace(`{${name}}`, encodeURIComponent(String(value)));
      else query.set(name, String(value));
    }
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const answer = await app.inject({
      method: operation.method as 'GET',
      url: query.size > 0 ? `${path}?${query}` : path,
      headers: { ...headers, ...(body !== undefined && { 'content-type': type ?? 'application/json' }) },
      ...(body !== undefined && { payload: isRaw ? body : JSON.stringify(body) }),
    });
    if (answer.statusCode >= 300) throw new Error(`${id}: ${answer.statusCode} ${answer.body}`);
    const kind = String(answer.headers['content-type'] ?? '');
    const isText = /json|text/.test(kind) && answer.body !== '';
    const said = isText && /[/+]json/.test(kind) ? answer.json() : answer.body;
    const given = Object.keys(parameters).length > 0;
    examples[id] ??= {
      ...(given && { parameters }),
      ...(body !== undefined && !isRaw && { request: body }),
      status: String(answer.statusCode),
      ...(isText && { response: brief(said) }),
    };
    return said;
  }

  await published(ask);
  await changedStores(ask);
  await bulk(ask);
  await settings(ask);
  await people(app, ask);
  await imports(ask);
  await media(ask);
  await desk(ask);
  await webhooks(ask);
  return examples;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of many kinds, whose schemas the test checks
type Ask = (id: string, parameters?: Json, body?: unknown, more?: More) => Promise<any>;

async function published(ask: Ask) {
  const near = { lat: 40.0033, lon: 116.3519 };
  await ask('getHealth');
  await ask('getReadiness');
  await ask('findNearbyStores', { ...near, datum: 'wgs84', radius: 1_000, limit: 2 });
  await ask(
    'findNearbyStoresOfMany',
    {},
    {
      origins: [near, { lat: 31.2304, lon: 121.4737 }],
      radius: 1_000,
      limit: 1,
    },
  );
  await ask('listStores', { category: 'cafe', city: '北京市', limit: 2 });
  await ask('getStore', { id: 'demo-beijing-01', datum: 'gcj02' });
  await ask('streamNdjson', {}, undefined, { brief: firstLine });
  await ask('streamCsv', {}, undefined, { brief: firstAndLast });
  await ask('streamGeoJson', {}, undefined, { brief: firstFeature });
  await ask('listCategories');
  await ask('listChanges', { limit: 1 });
  await ask('getPluginSettings');
  await ask('findPlaces', { q: '五道口', limit: 2 });
  await ask('readOpeningHours', {}, { text: '周一至周五 9:00-18:00，周末休息' });
}

/** The schema of a stream of lines is that of a line. */
const firstLine = (text: unknown) => JSON.parse(String(text).split('\n', 1)[0]!);
const firstAndLast = (text: unknown) => {
  const lines = String(text).split(/(?<=\n)/);
  return [...lines.slice(0, 2), ...lines.slice(2).slice(-1)].join('');
};
const firstFeature = (answer: unknown) => {
  const { features, ...rest } = answer as { features: unknown[] };
  return { ...rest, features: features.slice(0, 1) };
};

const store = {
  sid: 'BJ-0207',
  name: '示例咖啡',
  branch: '五道口店',
  categories: ['cafe'],
  services: ['WiFi'],
  address: { province: '北京市', city: '北京市', district: '海淀区', street: '成府路28号' },
  phones: ['010-00000207'],
  position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
  openingHours: 'Mo-Su 08:00-22:00',
};

async function changedStores(ask: Ask) {
  await ask('previewStore', {}, store);
  const { id } = await ask('addStore', {}, store);
  await ask('getWorkingStore', { id });
  await ask('saveDraft', { id }, { ...store, openingHours: 'Mo-Su 08:00-23:00' });
  const patch = { type: 'application/merge-patch+json' };
  await ask('changeDraft', { id }, { phones: ['010-00000208'] }, patch);
  await ask('discardDraft', { id });
  await ask('publishStore', { id }, { at: '2026-12-01T00:00:00+08:00' });
  await ask('dropPlan', { id });
  await ask('publishStore', { id }, {});
  await ask('replaceStore', { id }, { ...store, services: ['WiFi', '外带'] });
  await ask('changeStore', { id }, { openingHours: 'Mo-Fr 08:00-22:00; Sa-Su 09:00-22:00' }, patch);
  await reviewed(ask, id);
  await ask(
    'closeTemporarily',
    { id },
    {
      from: '2026-12-01T00:00:00+08:00',
      until: '2026-12-08T00:00:00+08:00',
      reason: '装修',
    },
  );
  await ask('endClosure', { id });
  await ask('closeStore', { id });
  await ask('reopenStore', { id });
  await ask('listVersions', { id });
  const { id: operation } = await ask('removeStore', { id });
  await ask('listRemovedStores', { limit: 1 });
  await ask('listOperations', { limit: 2 });
  await ask('getOperation', { id: operation });
  await ask('undoOperation', { id: operation });
  await ask('restoreStore', { id }, { version: 2 });
}

/** What an editor asks to have published, approved by somebody else. */
async function reviewed(ask: Ask, id: string) {
  await ask('changeOpsSettings', {}, { review: true });
  const limits = { cities: ['北京市'] };
  const { secret } = await ask('addKey', {}, { name: 'Beijing', scopes: ['view', 'edit'], limits });
  const headers = { authorization: `Bearer ${secret}` };
  await ask('saveDraft', { id }, { ...store, phones: ['010-00000209'] }, { headers });
  await ask('publishStore', { id }, {}, { headers });
  await ask('reviewStore', { id }, { decision: 'approve', note: '核对过门头照' });
}

async function bulk(ask: Ask) {
  await ask('getStoreWindow', { category: 'bakery', from: 0, limit: 1 });
  await ask('getStoreClusters', { bbox: '116.34,39.99,116.37,40.01', zoom: 12 });
  await ask('getStoreFacets');
  await ask(
    'changeStores',
    {},
    {
      filter: { category: 'bakery', city: '北京市' },
      change: { add: { services: ['外带'] } },
      dryRun: true,
    },
  );
}

async function settings(ask: Ask) {
  const days = [
    { date: '2027-02-06', openingHours: 'off', note: '春节' },
    { date: '2027-02-07', openingHours: '10:00-16:00' },
  ];
  const { id } = await ask('addHolidaySet', {}, { name: '春节', days });
  await ask('listHolidaySets');
  await ask('replaceHolidaySet', { id }, { name: '春节 2027', days });
  await ask('removeHolidaySet', { id });
  await ask('listHolidayPresets', { year: 2026 });
  await ask('getOpsSettings');
  await ask('changePluginSettings', {}, { radiusMeters: 2_000 });
  const { categories } = await ask('listCategories');
  await ask(
    'putCategories',
    {},
    {
      categories: categories.map(({ id, name, nameEn, parent, icon }: Json) => ({
        id,
        name,
        nameEn,
        icon,
        ...(parent !== undefined && parent !== null && { parent }),
      })),
    },
  );
}

async function people(app: App, ask: Ask) {
  const token = 'An-example-of-the-token-that-is-printed-once';
  const first = token.slice(0, 43);
  await app.storage.access.firstAdmin.offer(hashOf(first), '2026-11-24T02:30:00.000Z');
  const password = 'correct horse battery staple';
  await ask('createFirstAdmin', {}, { token: first, name: '林青', password }, { headers: {} });
  const { id } = await ask(
    'addUser',
    {},
    { name: '王芳', role: 'editor', password, limits: { cities: ['北京市'] } },
  );
  await ask('listUsers');
  await ask('getUser', { id });
  await ask('changeUser', { id }, { role: 'publisher' });
  const payload = { name: '王芳', password };
  await ask('signIn', {}, payload, { headers: {} });
  const signedIn = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
  const [cookie] = signedIn.cookies;
  const headers = {
    cookie: `${cookie!.name}=${cookie!.value}`,
    'x-csrf-token': (signedIn.json() as { csrfToken: string }).csrfToken,
  };
  await ask('getSession', {}, undefined, { headers });
  await ask('signOut', { everywhere: false }, undefined, { headers });
  const again = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
  const anew = {
    cookie: `${again.cookies[0]!.name}=${again.cookies[0]!.value}`,
    'x-csrf-token': (again.json() as { csrfToken: string }).csrfToken,
  };
  await ask(
    'changeOwnPassword',
    {},
    { current: password, next: 'a longer one than before' },
    { headers: anew },
  );
  await ask('signOutUser', { id });
  await ask('removeUser', { id });
  const key = await ask(
    'addKey',
    {},
    { name: 'Warehouse', scopes: ['read'], expiresAt: '2027-11-23T00:00:00Z' },
  );
  const keyId = key.id ?? key.key?.id;
  await ask('listKeys');
  await ask('rotateKey', { id: keyId }, { until: '2026-11-24T00:00:00Z' });
  await ask('removeKey', { id: keyId });
  await ask('listAudit', { limit: 2 });
}

async function imports(ask: Ask) {
  const file =
    'sid,name,address,longitude,latitude\nSH-1,示例面包,上海市静安区南京西路1号,121.4737,31.2304\n';
  const hand = async () => {
    const { id } = await ask('createImport', { fileName: 'stores.csv', datum: 'wgs84' }, Buffer.from(file), {
      type: 'application/octet-stream',
    });
    return id as string;
  };
  const id = await hand();
  const ready = async (of: string) => {
    for (;;) {
      const events = await ask('watchImport', { id: of });
      if (/"state":"(ready|failed|done|refused)"/.test(events)) return;
    }
  };
  await ready(id);
  await ask('getImport', { id });
  await ask('listImports', { limit: 1 });
  await ask('listImportRows', { id });
  await ask('getImportProblems', { id });
  await ask('getImportTemplate');
  await ask('decideImport', { id }, { newStatus: 'draft' });
  await ready(id);
  const { generation } = await ask('getImport', { id });
  await ask('confirmImport', { id }, { generation });
  await ask('cancelImport', { id: await hand() });
  await ask('exportStores', { format: 'csv', category: 'bakery' });
}

async function media(ask: Ask) {
  const picture = await columns(900, 383, ['red', 'lime', 'blue']).png().toBuffer();
  const { hash } = await ask('addMedia', {}, picture, { type: 'application/octet-stream' });
  await ask('getMedia', { hash });
  await ask('getMediaOriginal', { hash });
  await ask('cropMedia', { hash }, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
}

async function desk(ask: Ask) {
  const [from, until] = ['2026-11-17', '2026-11-24'];
  const position = { longitude: 116.3519, latitude: 40.0033, datum: 'wgs84' };
  await ask('noteClick', {}, { position, radiusMeters: 3_000, stores: 3 });
  await ask('notePut', {}, { stores: ['demo-beijing-01'] });
  await ask('listStorePuts', { from, until, limit: 1 });
  await ask('listDemandCells', { from, until, limit: 1 });
  await ask('listDemandDays', { from, until });
  await ask('reportStore', {}, { store: 'demo-beijing-01', reason: 'hours', note: '十点才开门' });
  const { stores } = await ask('listReports', { limit: 1 });
  await ask('settleReports', {}, { ids: [stores[0].reports[0].id], state: 'resolved' });
  await ask('getQuality');
  await ask('scanStores');
  await ask('listFindings', { kind: 'duplicate', limit: 1 });
  const finding = { kind: 'duplicate', store: 'demo-beijing-01', other: 'demo-beijing-02' };
  await ask('dismissFinding', finding);
  await ask('restoreFinding', finding);
  await ask('listBrokenCovers', { limit: 1 });
  await ask('confirmStores', {}, { ids: ['demo-beijing-01', 'demo-beijing-02'] });
  await ask('makeConfirmLinks', {}, { ids: ['demo-beijing-01'], days: 14 });
}

async function webhooks(ask: Ask) {
  const webhook = await ask(
    'addWebhook',
    {},
    { name: 'Warehouse', url: 'https://warehouse.example.com/stores' },
  );
  const id = webhook.id ?? webhook.webhook?.id;
  await ask('listWebhooks');
  await ask('getWebhook', { id });
  await ask('changeWebhook', { id }, { paused: true });
  await ask('rotateWebhook', { id }, { until: '2026-11-24T00:00:00Z' });
  await ask('listWebhookFailures', { id });
  await ask('removeWebhook', { id });
}
