import { expect, it } from 'vitest';
import { distanceInWords } from '../../shared/distance-words.ts';

it.each([
  [0, '50米内', 'within 50 m'],
  [49.9, '50米内', 'within 50 m'],
  [50, '50米', '50 m'],
  [54, '50米', '50 m'],
  [850, '850米', '850 m'],
  [994.9, '990米', '990 m'],
  [996, '1公里', '1 km'],
  [1_249, '1.2公里', '1.2 km'],
  [9_940, '9.9公里', '9.9 km'],
  [9_960, '10公里', '10 km'],
  [14_500, '15公里', '15 km'],
  [1_234_567, '1,235公里', '1,235 km'],
])('%d m is %s, %s', (meters, chinese, english) => {
  expect(distanceInWords(meters, 'zh-CN')).toBe(chinese);
  expect(distanceInWords(meters, 'en')).toBe(english);
});
