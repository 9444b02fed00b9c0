// Mixed use for as long as somebody wants: agents click, back ends read and write, files are imported, tiles come and go,
// people sign in and out. In rounds: after each all connections are closed, and the service says what it still holds.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from 'undici';
import { cpuOfFamily } from '../bench/processor-time.ts';
import { PASSWORD } from '../support/access.ts';
import { answers, tileServer } from '../support/tile-server.ts';
import { percentile } from './open-load.ts';
import { seeded } from './random.ts';
import type { Held, Started } from './soak-server.ts';

export type SoakRound = Held & {
  readonly requests: number;
  /** Milliseconds that half of the clicks took at most. */
  readonly click: number;
  /** Microseconds of the service's processor time that a click takes when nobody else asks. */
  readonly clickCost: number;
};

/** Milliseconds that everybody waits between two requests: a day's use, no flood. */
const BETWEEN = 10;
const ROWS = 20;
const LONE_CLICKS = 1_000;
const TILE_SOURCE_FAILED = 502;

/**
 * On SQLite, or with the database at an address.
 * @throws when anything is answered with an error
 */
export async function soak(
  rounds: number,
  seconds: number,
  seed: number,
  database?: string,
): Promise<SoakRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-soak-'));
  const tiles = await tileServer(answers.tile({ 'cache-control': 'max-age=1' }));
  const child = fork(join(import.meta.dirname, 'soak-server.ts'), {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      DATA_DIR: folder,
      ...(database === undefined ? {} : { DATABASE_URL: database }),
      TILE_SOURCE: `${tiles.origin}/{z}/{x}/{y}.png`,
      TILE_DATUM: 'gcj02',
      TILE_ATTRIBUTION: '© Example Maps',
      TILE_CACHE_MB: '1',
    },
  });
  try {
    const ended = once(child, 'exit').then(() => {
      throw new Error('The service ended');
    });
    ended.catch(() => {});
    const message = async () => (await Promise.race([once(child, 'message'), ended]))[0];
    const { origin, headers } = (await message()) as Started;
    const random = seeded(seed);
    const done: SoakRound[] = [];
    while (done.length < rounds) {
      const users = new Users(origin, headers, random);
      await users.use(seconds);
      const { requests } = users;
      const spent = cpuOfFamily(child.pid!);
      await users.clickAlone(LONE_CLICKS);
      const clickCost = (cpuOfFamily(child.pid!) - spent) / LONE_CLICKS;
      await users.leave();
      tiles.requests.length = 0;
      child.send('held');
      const held = (await message()) as Held;
      const round = { ...held, requests, click: percentile(users.clicks, 0.5), clickCost };
      done.push(round);
      console.log(
        `  ${database ? 'PostgreSQL' : 'SQLite'}: ${(held.memory / 2 ** 20).toFixed(1)} MiB, ${held.descriptors} descriptors, ${round.requests} requests, a click ${round.click.toFixed(2)} ms, of processor time ${clickCost.toFixed(0)} µs`,
      );
    }
    return done;
  } finally {
    if (child.connected) child.disconnect();
    if (child.exitCode === null) await once(child, 'exit');
    await tiles.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Options = { method?: string; headers?: Record<string, string>; body?: string };

class Users {
  readonly clicks: number[] = [];
  requests = 0;
  readonly #origin: string;
  readonly #key: Readonly<Record<string, string>>;
  readonly #random: () => number;
  readonly #agent = new Agent();
  #isOver = false;

  constructor(origin: string, key: Readonly<Record<string, string>>, random: () => number) {
    this.#origin = origin;
    this.#key = key;
    this.#random = random;
  }

  /** Everybody does what they do until so many seconds have passed. */
  async use(seconds: number): Promise<void> {
    const over = delay(seconds * 1_000).then(() => {
      this.#isOver = true;
    });
    const each = [
      ...Array.from({ length: 4 }, () => this.#again(() => this.#click())),
      this.#again(() => this.#read()),
      this.#again(() => this.#write()),
      this.#again(() => this.#import()),
      this.#again(() => this.#look()),
      this.#again(() => this.#work()),
    ];
    await Promise.all([over, ...each]);
  }

  async clickAlone(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await this.#askNearby();
  }

  leave(): Promise<void> {
    return this.#agent.close();
  }

  async #again(work: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      await work();
      await delay(BETWEEN);
    }
  }

  async #click(): Promise<void> {
    const from = performance.now();
    await this.#askNearby();
    this.clicks.push(performance.now() - from);
  }

  async #askNearby(): Promise<void> {
    const lat = 39.9 + this.#random() / 5;
    await this.#ask(`/api/v1/stores/nearby?lat=${lat}&lon=${116.2 + this.#random() / 5}&datum=gcj02`);
  }

  async #read(): Promise<void> {
    for (const path of [
      '/api/v1/stores?limit=50',
      '/api/v1/stores/demo-beijing-01',
      '/api/v1/changes?limit=20',
      '/api/v1/stores.ndjson',
      '/ogc/collections/stores/items?limit=20',
      '/s/demo-beijing-01',
      '/api/v1/places?q=wudaokou',
    ])
      await this.#ask(path);
  }

  /** One store again and again: its versions are in the database alone. */
  async #write(): Promise<void> {
    const store = '/api/v1/stores/demo-beijing-01';
    const headers = { ...this.#key, 'content-type': 'application/merge-patch+json' };
    const body = JSON.stringify({ branch: `${Math.floor(this.#random() * 1e6)}号店` });
    await this.#ask(`${store}/draft`, { method: 'PATCH', headers, body });
    await this.#ask(`${store}/publish`, {
      method: 'POST',
      headers: { ...this.#key, 'content-type': 'application/json' },
      body: '{}',
    });
  }

  /** The same stores each time, with other names. */
  async #import(): Promise<void> {
    const mark = Math.floor(this.#random() * 1e6);
    const rows = Array.from(
      { length: ROWS },
      (_, i) => `SOAK-${i},名${mark}-${i},咖啡,学院路${i}号,116.3${i},39.9${i}`,
    );
    const uploaded = await this.#ask('/api/v1/imports?fileName=a.csv&datum=wgs84', {
      method: 'POST',
      headers: { ...this.#key, 'content-type': 'application/octet-stream' },
      body: ['编号,名称,分类,地址,经度,纬度', ...rows].join('\n'),
    });
    const { id } = JSON.parse(uploaded);
    const { generation } = await this.#settled(id);
    await this.#ask(`/api/v1/imports/${id}/confirm`, {
      method: 'POST',
      headers: { ...this.#key, 'content-type': 'application/json' },
      body: JSON.stringify({ generation }),
    });
    const { state } = await this.#settled(id);
    if (state !== 'done') throw new Error(`An import ended as ${state}`);
  }

  async #settled(id: string): Promise<{ state: string; generation: number }> {
    for (;;) {
      const job = JSON.parse(await this.#ask(`/api/v1/imports/${id}`, { headers: this.#key }));
      if (job.state !== 'reading' && job.state !== 'applying') return job;
      await delay(BETWEEN);
    }
  }

  /** A view of the map somewhere in the city. */
  async #look(): Promise<void> {
    const { tiles } = JSON.parse(await this.#ask('/api/v1/settings/plugin'));
    const [x, y] = [26_900 + Math.floor(this.#random() * 100), 12_400 + Math.floor(this.#random() * 30)];
    const path = tiles.layers[0].replace('{z}', '15').replace('{x}', x).replace('{y}', y);
    // The tile server is in this process: when that gets no processor for long, its tile comes too late, which is told.
    await this.#ask(path, {}, TILE_SOURCE_FAILED);
  }

  /** Somebody signs in at the console, looks around and signs out. */
  async #work(): Promise<void> {
    const answer = await this.#fetch('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'editor', password: PASSWORD }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { csrfToken } = (await answer.json()) as { csrfToken: string };
    for (const path of [
      '/api/v1/session',
      '/api/v1/operations?limit=20',
      '/api/v1/stores/demo-beijing-01/versions',
    ])
      await this.#ask(path, { headers: { cookie } });
    await this.#ask('/api/v1/session', { method: 'DELETE', headers: { cookie, 'x-csrf-token': csrfToken } });
  }

  async #ask(path: string, options: Options = {}, mayBe?: number): Promise<string> {
    return (await this.#fetch(path, options, mayBe)).text();
  }

  async #fetch(path: string, options: Options, mayBe?: number): Promise<Response> {
    const answer = await fetch(this.#origin + path, { ...options, dispatcher: this.#agent } as RequestInit);
    this.requests++;
    if (!answer.ok && answer.status !== mayBe)
      throw new Error(
        `${options.method ?? 'GET'} ${path} was answered ${answer.status}: ${await answer.text()}`,
      );
    return answer;
  }
}
