import { expect, it } from 'vitest';
import { addressLine } from '../../shared/address.ts';

it.each([
  [
    { province: '北京市', city: '北京市', district: '海淀区', street: '成府路28号' },
    '北京市海淀区成府路28号',
  ],
  [{ province: '广东省', city: '深圳市', street: '福华三路' }, '广东省深圳市福华三路'],
  [{ city: '北京市', district: '海淀区', street: '北京市海淀区成府路28号' }, '北京市海淀区成府路28号'],
  [
    { province: 'New York', city: 'New York', street: '350 5th Ave', postcode: '10118' },
    '350 5th Ave, New York',
  ],
  [{ street: ' 成府路28号 ' }, '成府路28号'],
  [{}, ''],
])('%j is written %s', (address, line) => {
  expect(addressLine(address)).toBe(line);
});
