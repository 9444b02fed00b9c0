import { expect, it } from 'vitest';
import { mergePatched } from '../../../server/catalogue/merge-patch.ts';

// RFC 7386, appendix A: original, patch, result.
it.each([
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
])('%s with %s is %s', (original, patch, result) => {
  const target = JSON.parse(original);
  expect(JSON.stringify(mergePatched(target, JSON.parse(patch)))).toBe(result);
  expect(JSON.stringify(target)).toBe(original);
});

it('changes no prototype', () => {
  const merged = mergePatched({}, JSON.parse('{"__proto__":{"admin":true}}')) as { admin?: boolean };
  expect(merged.admin).toBeUndefined();
  expect(Object.keys(merged)).toEqual(['__proto__']);
});
