import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { templateXlsx } from '../../../server/export/template.ts';
import { bufferSource } from '../../../server/import/byte-source.ts';
import { openTable } from '../../../server/import/open-table.ts';
import { problemsXlsx } from '../../../server/import/problem-rows.ts';
import { SHIPPED_CATEGORIES } from '../../../server/storage/shipped-categories.ts';
import { catalogueOf, preview } from '../../support/import-preview.ts';
import { aStore } from '../../support/stores.ts';
import { rows, workbook } from '../../support/workbook.ts';

const HEADER = ['门店编号', '名称', '经度', '纬度'];
const sheet = (...all: Parameters<typeof rows>[0]) => `<sheetData>${rows(all)}</sheetData>`;
const DATES = `<styleSheet xmlns="x"><numFmts><numFmt numFmtId="164" formatCode='yyyy"年"m"月"d"日"'/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="164"/></cellXfs></styleSheet>`;

describe('a workbook', () => {
  it('is read from the sheet that has a header, or from the one that was chosen', async () => {
    const file = await workbook([
      { name: '说明', xml: sheet(['请填写第二张表']) },
      { name: '隐藏', state: 'hidden', xml: sheet(HEADER, ['X', '不看', 1, 2]) },
      { name: '北京', xml: sheet(HEADER, ['B1', '北京店', 116.4, 39.9]) },
      { name: '上海', xml: sheet(HEADER, ['S1', '上海店', 121.4, 31.2]) },
    ]);
    expect((await preview(file)).planned.map(({ fields }) => fields.name)).toEqual(['北京店']);
    expect((await preview(file, { sheet: '上海' })).planned.map(({ fields }) => fields.name)).toEqual([
      '上海店',
    ]);
    expect((await preview(file, { sheet: '广州' })).file).toMatchObject({ reason: 'no-header' });
    expect((await openTable(bufferSource(file))).sheets).toEqual(['说明', '隐藏', '北京', '上海']);
  });

  it('may have a title and a note above its header', async () => {
    const file = await workbook([
      {
        name: 'a',
        xml: sheet(['2026 年门店清单'], ['制表：运营部', '电话：8001'], HEADER, [
          'B1',
          '北京店',
          116.4,
          39.9,
        ]),
      },
    ]);
    expect(await preview(file)).toMatchObject({
      planned: [{ record: 1, line: 4, fields: { sid: 'B1', name: '北京店' } }],
    });
  });

  it('says in each of its merged cells what the first of them says', async () => {
    const data = sheet(
      ['城市', ...HEADER],
      ['北京市', 'B1', '甲店', 116.4, 39.9],
      [null, 'B2', '乙店', 116.41, 39.91],
    );
    const file = await workbook([
      { name: 'a', xml: `${data}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>` },
    ]);
    expect((await preview(file)).planned.map(({ fields }) => fields.address.city)).toEqual([
      '北京市',
      '北京市',
    ]);
  });

  it('has hidden rows, which are named, or left out when asked', async () => {
    const data = `<sheetData>${rows([HEADER, ['B1', '甲店', 116.4, 39.9]])}${rows([['B2', '乙店', 116.41, 39.91]], 3).replace('<row ', '<row hidden="1" ')}</sheetData>`;
    const file = await workbook([{ name: 'a', xml: data }]);
    expect((await preview(file)).judged.map(({ warnings }) => warnings.map(({ reason }) => reason))).toEqual([
      [],
      ['hidden-row'],
    ]);
    expect((await preview(file, { skipHidden: true })).judged).toHaveLength(1);
  });

  it('gives formulas by their value, numbers in full, and nothing for #N/A', async () => {
    const file = await workbook([
      {
        name: 'a',
        xml: sheet(
          [...HEADER, '电话', '邮编'],
          [
            'B1',
            '<c t="str"><f>A1&amp;"店"</f><v>公式店</v></c>',
            116.39999999999999,
            39.9,
            13800138000,
            '<c t="e"><v>#N/A</v></c>',
          ],
        ),
      },
    ]);
    const { planned } = await preview(file);
    expect(planned[0]!.fields).toMatchObject({
      name: '公式店',
      position: { longitude: 116.4, latitude: 39.9 },
      phones: ['13800138000'],
    });
    expect(planned[0]!.fields.address).toEqual({});
  });

  it('has times and dates as numbers: 0.375 is 09:00, 46296 the first of October 2026', async () => {
    const file = await workbook(
      [
        {
          name: 'a',
          xml: sheet(
            [...HEADER, '开门时间', '关门时间', '核实时间'],
            [
              'B1',
              '甲店',
              116.4,
              39.9,
              '<c s="1"><v>0.375</v></c>',
              '<c s="1"><v>0.91666666666666663</v></c>',
              '<c s="2"><v>46296</v></c>',
            ],
            ['B2', '乙店', 116.4, 39.9, 0.375, 1, null],
          ),
        },
      ],
      { 'xl/styles.xml': DATES },
    );
    const { planned } = await preview(file);
    expect(planned[0]!.fields).toMatchObject({
      openingHours: 'Mo-Su 09:00-22:00',
      confirmedAt: '2026-09-30T16:00:00.000Z',
    });
  });

  it('has a column of states and one of dated hours', async () => {
    const file = await workbook([
      {
        name: 'a',
        xml: sheet(
          [...HEADER, '营业状态', '特殊营业时间'],
          ['B1', '甲店', 116.4, 39.9, '营业', '2026-10-01: 10:00-18:00, 2026-10-02: x'],
          ['B2', '乙店', 116.4, 39.9, '停业', null],
          ['B3', '丙店', 116.4, 39.9, '装修', null],
        ),
      },
    ]);
    const { planned } = await preview(file);
    expect(planned.map(({ fields }) => [fields.status, fields.closure?.reason])).toEqual([
      ['published', undefined],
      ['closed', undefined],
      ['published', '装修'],
    ]);
    expect(planned[0]!.fields.exceptions).toEqual([
      { date: '2026-10-01', openingHours: '10:00-18:00' },
      { date: '2026-10-02', openingHours: 'off' },
    ]);
  });

  it('has lost the zero of a key: 421 beside the existing 0421 is told, and matched when asked', async () => {
    const file = await workbook([{ name: 'a', xml: sheet(HEADER, [421, '甲店', 116.4, 39.9]) }]);
    const catalogue = catalogueOf([
      { ...aStore({ sid: '0421' }), id: 'old', version: 3, createdAt: '', updatedAt: '' },
    ]);
    expect(await preview(file, {}, catalogue)).toMatchObject({
      planned: [{ outcome: 'create', warnings: [{ reason: 'leading-zero' }] }],
    });
    expect(await preview(file, { matchLeadingZeros: true }, catalogue)).toMatchObject({
      planned: [{ outcome: 'update', id: 'old', ifVersion: 3, fields: { sid: '0421' } }],
    });
  });

  it('that is none is told by what it is', async () => {
    expect((await preview(Buffer.from('PK\u0003\u0004 and then nothing'))).file).toMatchObject({
      reason: 'malformed-file',
    });
    expect((await preview(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).file).toMatchObject({
      reason: 'unsupported-format',
    });
  });
});

describe('a table to fill in', () => {
  it('is understood column by column, and has drop-downs', async () => {
    const file = await buffer(templateXlsx(SHIPPED_CATEGORIES));
    const { table } = await openTable(bufferSource(file));
    expect(table.columns.slice(0, 3)).toEqual(['门店编号', '名称', '分店名']);
    expect((await preview(file)).file).toMatchObject({ reason: 'no-data-rows' });
  });
});

describe('the refused records', () => {
  it('are a table of their own columns and the reason, which comes in once it is mended', async () => {
    const { rejected } = await preview('编号,名称,经度,纬度\n0421,,116.4,39.9\nB2,乙店,116.4,39.9\n');
    const file = await buffer(
      problemsXlsx(
        ['编号', '名称', '经度', '纬度'],
        (async function* () {
          yield rejected;
        })(),
      ),
    );
    const opened = await openTable(bufferSource(file));
    expect(opened.table.columns).toEqual(['编号', '名称', '经度', '纬度', '导入问题']);
    const mended = await preview(file);
    expect(mended.rejected).toMatchObject([
      { cells: ['0421', undefined, '116.4', '39.9', expect.stringContaining('name is empty')] },
    ]);
  });
});
