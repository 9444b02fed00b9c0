import { expect, it } from 'vitest';
import { placesOf } from '../../../web/plugin/place-words.ts';

const { signal } = new AbortController();
const read = (text: string) => placesOf(text, undefined, signal);

it('takes bare coordinates for what most are, and says that it is a guess', async () => {
  expect(await read('39.99316, 116.33775')).toEqual({
    state: 'candidates',
    candidates: [
      {
        name: '39.99316, 116.33775',
        address: '',
        position: [116.33775, 39.99316],
        datum: 'gcj02',
        datumGuessed: true,
      },
    ],
  });
});

it('knows the datum and the name that a link carries', async () => {
  expect(
    await read('https://uri.amap.com/marker?position=116.33775,39.99316&name=%E4%BA%94%E9%81%93%E5%8F%A3'),
  ).toMatchObject({ candidates: [{ name: '五道口', datum: 'gcj02', datumGuessed: false }] });
});

it('lets the agent choose where two numbers could be either way round', async () => {
  expect(await read('35.1, 45.2')).toMatchObject({
    candidates: [
      { name: '35.1°N 45.2°E', position: [45.2, 35.1] },
      { name: '45.2°N 35.1°E', position: [35.1, 45.2] },
    ],
  });
});

it('hands on why a text gives no place', async () => {
  expect(await read('https://example.com/1')).toEqual({
    state: 'refused',
    refusal: { kind: 'refused', reason: 'unknown-host', value: 'example.com' },
  });
});
