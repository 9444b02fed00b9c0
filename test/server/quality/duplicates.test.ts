import { expect, it } from 'vitest';
import { alikeIn, traitsOf } from '../../../server/quality/duplicates.ts';
import { likeness, nameKey, pairsOf } from '../../../server/quality/likeness.ts';

type Named = { name: string; branch?: string; phones?: string[] };
const traits = ({ phones = [], ...named }: Named) => traitsOf({ ...named, phones });
const alike = (a: Named, b: Named) => alikeIn(traits(a), traits(b));

it('compares names without brackets, blanks, width, case and the word 店', () => {
  expect(nameKey('星巴克（五道口店）')).toBe('星巴克五道口');
  expect(nameKey('ＳＴＡＲＢＵＣＫＳ Coffee')).toBe('starbuckscoffee');
  expect(likeness(pairsOf('星巴克'), pairsOf('星巴克咖啡'))).toBeCloseTo(2 / 3);
  expect(likeness(pairsOf('星巴克'), pairsOf('瑞幸咖啡'))).toBe(0);
  expect(likeness(pairsOf('面'), pairsOf('面'))).toBe(1);
});

it.each<[string, Named, Named, string[] | undefined]>([
  [
    'one of a chain that was entered twice',
    { name: '星巴克', branch: '五道口店' },
    { name: '星巴克', branch: '五道口' },
    ['name', 'branch'],
  ],
  [
    'a branch within the name',
    { name: '星巴克（五道口店）' },
    { name: '星巴克', branch: '五道口店' },
    ['name'],
  ],
  ['no branch beside one', { name: '瑞幸咖啡' }, { name: '瑞幸咖啡', branch: '清华科技园店' }, ['name']],
  [
    'two branches in one street',
    { name: '星巴克', branch: '五道口店' },
    { name: '星巴克', branch: '华清嘉园店' },
    undefined,
  ],
  [
    'two names of a branch with one telephone',
    { name: '星巴克', branch: '五道口店', phones: ['010-82600000'] },
    { name: '星巴克', branch: '华清嘉园店', phones: ['(010) 8260 0000'] },
    ['name', 'phone'],
  ],
  [
    'two branches with the hotline of their chain',
    { name: '星巴克', branch: '五道口店', phones: ['400-820-6998'] },
    { name: '星巴克', branch: '华清嘉园店', phones: ['4008206998'] },
    undefined,
  ],
  [
    'numbered neighbours',
    { name: 'Boundary Street Sports Centre No. 1' },
    { name: 'Boundary Street Sports Centre No. 2' },
    undefined,
  ],
  ['neighbours of other names', { name: '肯德基' }, { name: '麦当劳' }, undefined],
])('%s', (_, a, b, expected) => {
  expect(alike(a, b)).toEqual(expected);
  expect(alike(b, a)).toEqual(expected);
});
