import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  amapGeocoder,
  nominatimGeocoder,
  tencentGeocoder,
  tiandituGeocoder,
} from '../../../server/upstream/geocoders.ts';
import { withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { mockUpstreams } from '../../support/mock-upstreams.ts';

// As the services' own documentation shows their answers.
describe('an address', () => {
  it('is surely found by Tencent from a reliability of 7 on', () => {
    const answer = { status: 0, result: { location: { lng: 116.30676, lat: 39.98249 }, reliability: 7 } };
    expect(tencentGeocoder.read(answer)).toEqual({ position: [116.30676, 39.98249], confidence: 0.7 });
    expect(tencentGeocoder.read({ status: 347 })).toBeUndefined();
    expect(() => tencentGeocoder.read({ status: 121 })).toThrow('121');
  });

  it('is surely found by AMap when it is a house number, not when it is a city', () => {
    const answer = (level: string) => ({
      status: '1',
      geocodes: [{ location: '116.480881,39.989410', level }],
    });
    expect(amapGeocoder.read(answer('门牌号'))).toEqual({
      position: [116.480881, 39.98941],
      confidence: 0.9,
    });
    expect(amapGeocoder.read(answer('市'))).toMatchObject({ confidence: 0.4 });
  });

  it('is found by Tianditu and Nominatim in WGS-84', () => {
    const location = { lon: '116.290158', lat: '39.894696', score: 95 };
    expect(tiandituGeocoder).toMatchObject({ datum: 'wgs84' });
    expect(tiandituGeocoder.read({ status: '0', location })).toEqual({
      position: [116.290158, 39.894696],
      confidence: 0.95,
    });
    const found = [{ lon: '-0.1277', lat: '51.5074', place_rank: 30 }];
    expect(nominatimGeocoder('https://nominatim.example').read(found)).toEqual({
      position: [-0.1277, 51.5074],
      confidence: 0.8,
    });
  });
});

const TENCENT = 'https://apis.map.qq.com';
const ADDRESSES = '编号,名称,城市,地址\nA1,甲店,北京市,海淀区彩和坊路30号\nA2,乙店,北京市,某处\n';

async function service(settings: Readonly<Record<string, string>> = {}) {
  const { agent, connect } = mockUpstreams();
  const asked: string[] = [];
  agent
    .get(TENCENT)
    .intercept({ path: (path) => path.startsWith('/ws/geocoder/v1/') })
    .reply(200, ({ path }) => {
      const address = new URLSearchParams(path.split('?')[1]).get('address') ?? '';
      asked.push(address);
      const reliability = address.includes('彩和坊') ? 9 : 3;
      return { status: 0, result: { location: { lng: 116.30676, lat: 39.98249 }, reliability } };
    })
    .persist();
  const app = await openApp({ TENCENT_KEY: 'ABCDE-FGHIJ', ...settings }, { connect });
  const headers = await withRole(app, 'publisher');
  async function settled(id: string) {
    for (;;) {
      const job = (await app.inject({ url: `/api/v1/imports/${id}`, headers })).json();
      if (job.state !== 'reading' && job.state !== 'applying') return job;
      await pause(1);
    }
  }
  const upload = async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/imports?fileName=a.csv',
      headers: { ...headers, 'content-type': 'text/csv' },
      payload: ADDRESSES,
    });
    const { id } = answer.json();
    await settled(id);
    await app.inject({ method: 'PATCH', url: `/api/v1/imports/${id}`, headers, payload: { geocode: true } });
    return settled(id);
  };
  return { app, headers, asked, upload };
}

describe('records with an address and no coordinates', () => {
  it('are looked up when asked; an unsure position waits as a draft', async () => {
    const { app, headers, asked, upload } = await service();
    const job = await upload();
    expect(job).toMatchObject({
      state: 'ready',
      summary: { create: 2, needs: [], doubts: { 'low-confidence': 1 } },
    });
    expect(asked).toEqual(['北京市海淀区彩和坊路30号', '北京市某处']);
    const { rows } = (
      await app.inject({ url: `/api/v1/imports/${job.id}/rows?doubtful=true`, headers })
    ).json();
    expect(rows).toMatchObject([{ name: '乙店', warnings: [{ reason: 'low-confidence' }] }]);
    const kept = await app.storage.imports.geocoded('北京市海淀区彩和坊路30号');
    expect(kept).toEqual({
      position: [116.30676, 39.98249],
      datum: 'gcj02',
      source: 'tencent',
      confidence: 0.9,
    });
  });

  it('are not asked for twice', async () => {
    const { asked, upload } = await service();
    await upload();
    await upload();
    expect(asked).toHaveLength(2);
  });

  it('are refused when the day has no questions left', async () => {
    const { asked, upload } = await service({ GEOCODE_PER_DAY: '1' });
    expect(await upload()).toMatchObject({ summary: { create: 1, rejections: { 'not-geocoded': 1 } } });
    expect(asked).toHaveLength(1);
  });
});
