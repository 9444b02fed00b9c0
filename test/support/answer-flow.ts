import { storesForAnswer } from '../../shared/answer.ts';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { AnswerFlow } from '../../web/plugin/answer-flow.ts';
import { compose } from '../../web/plugin/compose.ts';
import type { Inquiry, Place, Question } from '../../web/plugin/inquiry.ts';
import type { Finding } from '../../web/plugin/lookup.ts';
import { FakeChatHost } from './fake-chat-host.ts';
import { FakeClock } from './fake-clock.ts';

/** A request as the fake service received it; the test answers it. */
export type Asked = {
  readonly question: Question;
  readonly place: Place;
  readonly signal: AbortSignal;
  answer(answer: NearbyAnswer): Promise<void>;
  fail(error: unknown): Promise<void>;
};

/** A lookup as the fake place search received it. */
export type AskedWhere = {
  readonly text: string;
  readonly signal: AbortSignal;
  find(finding: Finding): Promise<void>;
};

/** Lets everything that waits for nothing outside run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** An answer flow on a Sunday evening in Beijing, between a fake client and a fake service. */
export function anAnswerFlow(settings: Partial<PluginSettings> = {}, known = true, kept: Inquiry[] = []) {
  const host = new FakeChatHost();
  const clock = new FakeClock('2026-11-22T18:00:00+08:00');
  const asked: Asked[] = [];
  const lookups: AskedWhere[] = [];
  /** What happened to the map and the service, in order. */
  const order: string[] = [];
  /** What was told of the use of the panel. */
  const told: string[] = [];
  const all = { ...DEFAULT_PLUGIN_SETTINGS, ...settings };
  const flow = new AnswerFlow({
    host,
    clock,
    show: ({ label }) => order.push(`show ${label}`),
    demand: {
      asked: ({ position, datum }, { stores }) => told.push(`asked ${position} ${datum} ${stores.length}`),
      put: (stores) => told.push(`put ${stores}`),
    },
    shelf: { inquiries: kept, keep: () => undefined },
    count: async () => ({ cafe: 1 }),
    findPlace: (text, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        lookups.push({
          text,
          signal,
          async find(finding) {
            resolve(finding);
            await settled();
          },
        });
      }),
    search(question, signal) {
      const { place } = question;
      order.push(`search ${place.label}`);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        asked.push({
          question,
          place,
          signal,
          async answer(answer) {
            resolve(answer);
            await settled();
          },
          async fail(error) {
            reject(error);
            await settled();
          },
        });
      });
    },
    choose: storesForAnswer,
    compose: (form, stores, now) =>
      compose(form, stores, {
        ...all,
        language: 'zh-CN',
        now,
        publicBase: 'https://stores.example.com',
      }),
    settings: () => all,
    settingsKnown: () => known,
    onLocation: () => all.onLocation,
  });
  flow.connect();
  return { flow, host, clock, asked, lookups, order, told };
}
