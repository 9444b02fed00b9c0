import { expect, it } from 'vitest';
import { DEFAULT_PLUGIN_SETTINGS } from '../../../shared/default-settings.ts';
import type { Question } from '../../../web/plugin/inquiry.ts';
import { NO_FILTER } from '../../../web/plugin/inquiry.ts';
import { KnownAnswers } from '../../../web/plugin/known-answers.ts';
import { aNearbyAnswer } from '../../support/store-records.ts';

const at = Date.parse('2026-11-22T18:00:00+08:00');
const wudaokou: Question = {
  place: {
    position: [116.33775, 39.99316],
    datum: undefined,
    datumGuessed: false,
    label: '五道口',
    scale: 16,
    from: 'message',
    at,
  },
  area: undefined,
  filter: NO_FILTER,
};

it('answers the same question for five minutes, whoever asks and whatever the place is called', () => {
  const known = new KnownAnswers(() => DEFAULT_PLUGIN_SETTINGS);
  const answer = aNearbyAnswer();
  known.keep(wudaokou, { answer, at });
  const again = { ...wudaokou, place: { ...wudaokou.place, label: '', at: at + 1 } };
  expect(known.current(again, at + 299_999)).toEqual({ answer, at });
  expect(known.current(again, at + 300_000)).toBeUndefined();
  expect(known.last(again)).toEqual({ answer, at });
});

it('does not take one question for another', () => {
  const known = new KnownAnswers(() => DEFAULT_PLUGIN_SETTINGS);
  known.keep(wudaokou, { answer: aNearbyAnswer(), at });
  for (const other of [
    { ...wudaokou, filter: { ...NO_FILTER, openNow: true } },
    { ...wudaokou, area: { position: [116.33775, 39.99316], datum: 'gcj02' } as const },
    { ...wudaokou, place: { ...wudaokou.place, datum: 'bd09' as const } },
  ]) {
    expect(known.last(other)).toBeUndefined();
  }
});

it('forgets what was asked longest ago', () => {
  const known = new KnownAnswers(() => DEFAULT_PLUGIN_SETTINGS);
  const at61 = Array.from(
    { length: 61 },
    (_, east): Question => ({
      ...wudaokou,
      place: { ...wudaokou.place, position: [116 + east / 100, 39.9] },
    }),
  );
  for (const question of at61) known.keep(question, { answer: aNearbyAnswer(), at });
  expect(at61.filter((question) => known.last(question) === undefined)).toEqual([at61[0]]);
});

it('asks again once ops have decided otherwise', () => {
  let settings = DEFAULT_PLUGIN_SETTINGS;
  const known = new KnownAnswers(() => settings);
  known.keep(wudaokou, { answer: aNearbyAnswer(), at });
  for (const decided of [{ radiusMeters: 5_000 }, { numberOfStores: 20 }, { eventDatum: 'wgs84' as const }]) {
    settings = { ...DEFAULT_PLUGIN_SETTINGS, ...decided };
    expect(known.last(wudaokou)).toBeUndefined();
  }
  settings = { ...DEFAULT_PLUGIN_SETTINGS };
  expect(known.last(wudaokou)).toBeDefined();
});
