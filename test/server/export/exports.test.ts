import { describe, expect, it } from 'vitest';
import { wechatPayRow } from '../../../server/export/wechat-pay.ts';
import { withRole } from '../../support/access.ts';
import { openApp } from '../../support/app.ts';
import { preview } from '../../support/import-preview.ts';
import { aStore, tester } from '../../support/stores.ts';

const store = (fields: Parameters<typeof aStore>[0]) => ({
  ...aStore(fields),
  id: 'a',
  version: 1,
  createdAt: '',
  updatedAt: '',
});

describe('GET /api/v1/exports', () => {
  it('answers CSV with the mark of UTF-8, formulas made harmless, for whoever may see drafts', async () => {
    const app = await openApp();
    await app.storage.stores.put([{ id: 'a', fields: aStore({ name: '=1+1', status: 'draft' }) }], tester);
    expect((await app.inject({ url: '/api/v1/exports?format=csv' })).statusCode).toBe(401);
    const answer = await app.inject({
      url: '/api/v1/exports?format=csv',
      headers: await withRole(app, 'viewer'),
    });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(answer.body).toContain(",'=1+1,");
  });

  it('answers GeoJSON and XLSX with all stores', async () => {
    const app = await openApp();
    const headers = await withRole(app, 'viewer');
    await app.storage.stores.put([{ fields: aStore() }, { fields: aStore({ name: '第二家' }) }], tester);
    for (const format of ['geojson', 'xlsx']) {
      const answer = await app.inject({ url: `/api/v1/exports?format=${format}`, headers });
      expect((await preview(answer.rawPayload)).planned.map(({ fields }) => fields.name).sort()).toEqual([
        '示例咖啡',
        '第二家',
      ]);
    }
  });
});

// The fields and limits of 创建品牌门店, pay.weixin.qq.com/doc/brand/4015782988.
describe('the table of 微信支付品牌门店', () => {
  it('has its nine fields, hours and phones in its own form, positions in GCJ-02', () => {
    const row = wechatPayRow(
      store({
        sid: 'MDL001',
        branch: '海岸城店',
        address: { province: '广东省', city: '深圳市', street: '广东省深圳市深南大道10000号' },
        phones: ['0755-86013388', '+86 755 86013399'],
        position: { longitude: 113.946, latitude: 22.54, datum: 'gcj02' },
        openingHours: 'Mo-Fr 09:00-20:00; Sa-Su 10:00-22:00',
      }),
    );
    expect(row).toEqual([
      'MDL001',
      '海岸城店',
      '',
      '深南大道10000号',
      '',
      '113.946000',
      '22.540000',
      '0755-86013388|755-86013399',
      '周一至周五 09:00-20:00|周六至周日 10:00-22:00',
      '门店省市编码须按微信支付的对照表填写',
    ]);
  });

  it('says beside a store which limits it breaks', () => {
    const problems = (fields: Parameters<typeof aStore>[0]) => wechatPayRow(store(fields)).at(-1);
    expect(problems({ sid: 'x'.repeat(33) })).toContain('超过 32 个字符');
    expect(problems({ sid: '店🍜' })).toContain('不能有符号表情');
    expect(problems({ branch: '五道口店（北）' })).toContain('不能有括号');
    expect(problems({ address: { street: '路'.repeat(201) } })).toContain('超过 200 个字符');
    expect(problems({ openingHours: 'Mo 09:00-12:00; Tu 10:00-12:00; We 11:00-12:00' })).toContain(
      '只能写两个时间段',
    );
    expect(problems({ phones: ['010-82600000 转 12'] })).toContain('只能有数字和 -');
  });
});
