import { expect, it } from 'vitest';
import { anAnswerFlow, settled } from '../../support/answer-flow.ts';
import { aNearbyAnswer, aStoreRecord } from '../../support/store-records.ts';

const xueyuanLu = { position: [116.358104, 39.987753] as const, label: '学院路30号' };

function clicked(...settings: Parameters<typeof anAnswerFlow>) {
  const all = anAnswerFlow(...settings);
  all.host.switchTo('oABC_PqRs');
  all.host.clickLocation(xueyuanLu, all.clock.now());
  return all;
}
const answer = aNearbyAnswer([aStoreRecord({ id: 'wudaokou' })]);
const asked1 = 'asked 116.358104,39.987753 gcj02 1';

it('is told of a click and of its put when both are done, without the customer or the place’s name', async () => {
  const { asked, told } = clicked();
  expect(told).toEqual([]);
  await asked[0]!.answer(answer);
  expect(told.sort()).toEqual([asked1, 'put wudaokou']);
});

it('is told of a click whose answer waits on the button, and of the put once the agent puts it', async () => {
  const { asked, told, flow } = clicked({ onLocation: 'choose' });
  await asked[0]!.answer(answer);
  expect(told).toEqual([asked1]);
  await flow.put('news');
  expect(told).toEqual([asked1, 'put wudaokou']);
});

it('is told of a click that found nothing', async () => {
  const { asked, told } = clicked();
  await asked[0]!.answer(aNearbyAnswer([]));
  expect(told).toEqual(['asked 116.358104,39.987753 gcj02 0']);
});

it('hears nothing of a click again that is answered from memory, and once of another customer there', async () => {
  const { asked, told, host, clock } = clicked({ onLocation: 'choose' });
  await asked[0]!.answer(answer);
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  host.switchTo('oXYZ_4321');
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  host.switchTo('oABC_PqRs');
  host.clickLocation(xueyuanLu, clock.now());
  await settled();
  expect(told).toEqual([asked1, asked1]);
});

it('hears nothing of a message that the client refused, and once of one that took two tries', async () => {
  const refused = clicked();
  refused.host.replies.push({ outcome: 'rejected', code: 3, message: 'busy' });
  await refused.asked[0]!.answer(answer);
  expect(refused.told).toEqual([asked1]);

  const retried = clicked();
  retried.host.replies.push({ outcome: 'unknown' });
  await retried.asked[0]!.answer(answer);
  await retried.flow.retryPut();
  expect(retried.told.sort()).toEqual([asked1, 'put wudaokou']);
});

it('hears nothing of a search that failed', async () => {
  const { asked, told } = clicked();
  await asked[0]!.fail(new Error('no network'));
  expect(told).toEqual([]);
});
