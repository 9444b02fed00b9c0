import { expect, it } from 'vitest';
import { placePhrase } from '../../../server/places/place-phrase.ts';

it.each([
  ['我在五道口地铁站', '五道口地铁站'],
  ['你好，我在五道口地铁站附近，有店吗？', '五道口地铁站'],
  ['有店吗？我现在在三里屯这边', '三里屯'],
  ['离五道口最近的店在哪', '五道口'],
  ['五道口附近有没有门店', '五道口'],
  ['我现在在北京市海淀区成府路28号', '北京市海淀区成府路28号'],
  ['地址：深圳市福田区福华路', '深圳市福田区福华路'],
  ['请问国贸怎么走', '国贸'],
  ['我刚到深圳北站了', '深圳北站'],
  ['我家住在回龙观这边', '回龙观'],
  ['帮我查一下望京SOHO', '望京SOHO'],
  ['我在清华大学东门门口', '清华大学东门'],
  ["Hi, I'm at Times Square please", 'Times Square'],
  ['near Wudaokou station', 'Wudaokou station'],
])('%s means %s', (sentence, place) => {
  expect(placePhrase(sentence)).toBe(place);
});

it.each([
  '五道口',
  '西安',
  '离岛区',
  '从化区',
  '住总大厦',
  '家乐福',
  '人民大学',
  '星空网吧',
  '北京南站',
  'Inn at the Park',
])('%s stays whole', (name) => {
  expect(placePhrase(name)).toBe(name);
});

it('is empty where nothing is named', () => {
  expect(placePhrase('，。？')).toBe('');
});
