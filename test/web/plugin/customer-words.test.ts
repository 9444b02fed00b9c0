import { expect, it } from 'vitest';
import { chinese as words } from '../../../web/locale/panel-chinese.ts';
import { customerInWords, placeInWords } from '../../../web/plugin/customer-words.ts';

it.each([
  ['学院路30号', '学院路30号'],
  ['学院路30号\n北京市海淀区学院路30号', '学院路30号'],
  ['学院路30号<br/>北京市海淀区', '学院路30号'],
  ['', '未命名位置'],
])('calls the place labelled %j %s', (label, place) => {
  expect(placeInWords(label, words)).toBe(place);
});

it('calls a customer by the last four characters of the openid', () => {
  expect(customerInWords({ epoch: 1, openid: 'oABC_1234PqRs' }, words)).toBe('客户 …PqRs');
  expect(customerInWords({ epoch: 1, openid: undefined }, words)).toBe('客户未知');
});
