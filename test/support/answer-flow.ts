import { storesForAnswer } from '../../shared/answer.ts';
import { DEFAULT_PLUGIN_SETTINGS } from '../../shared/default-settings.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import type { LocationMessage } from '../../web/host/chat-host.ts';
import { AnswerFlow } from '../../web/plugin/answer-flow.ts';
import { compose } from '../../web/plugin/compose.ts';
import { FakeChatHost } from './fake-chat-host.ts';
import { FakeClock } from './fake-clock.ts';

/** A request as the fake service received it; the test answers it. */
export type Asked = {
  readonly location: LocationMessage;
  readonly signal: AbortSignal;
  answer(answer: NearbyAnswer): Promise<void>;
  fail(error: unknown): Promise<void>;
};

/** Lets everything that waits for nothing outside run. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

/** An answer flow on a Sunday evening in Beijing, between a fake client and a fake service. */
export function anAnswerFlow(settings: Partial<PluginSettings> = {}, known = true) {
  const host = new FakeChatHost();
  const clock = new FakeClock('2026-11-22T18:00:00+08:00');
  const asked: Asked[] = [];
  /** What happened to the map and the service, in order. */
  const order: string[] = [];
  const all = { ...DEFAULT_PLUGIN_SETTINGS, ...settings };
  const flow = new AnswerFlow({
    host,
    clock,
    show: ({ label }) => order.push(`show ${label}`),
    search(location, signal) {
      order.push(`search ${location.label}`);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        asked.push({
          location,
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
  return { flow, host, clock, asked, order };
}
