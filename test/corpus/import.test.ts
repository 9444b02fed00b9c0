// The constructed files of fixtures/import against what is expected of each; any_of holds complete outcomes, one of which
// an importer follows. Ours: a second record with the key of an earlier one is refused (the first one counts), exchanged
// axes are refused unless somebody asks for the exchange, areas become a point inside them, 0,0 is told and kept.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFolder } from '../support/corpus.ts';
import { type Preview, preview } from '../support/import-preview.ts';

type Outcome = {
  readonly ok: number;
  readonly ok_min?: number;
  readonly rejected?: readonly { readonly record: number; readonly reason: readonly string[] }[];
  readonly file_level?: readonly string[];
  readonly warning?: string;
  readonly warnings?: readonly { readonly record: number; readonly reason: readonly string[] }[];
  readonly values?: readonly Value[];
};
type Value = {
  readonly record: number;
  readonly id?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly lng?: number;
  readonly lat?: number;
};
type Expected = Outcome & {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly records?: number;
  readonly any_of?: readonly Outcome[];
};

const folder = join(corpusFolder, 'import');
const { files }: { files: Record<string, Expected> } = JSON.parse(
  readFileSync(join(folder, 'expectations.json'), 'utf8'),
);

describe('the constructed import files', () => {
  const present = readdirSync(folder).filter((name) => name !== 'expectations.json');
  it('are all expected, and all there', () => {
    expect(present.sort()).toEqual(Object.keys(files).sort());
  });

  for (const [name, expected] of Object.entries(files)) {
    it(`${name} is read as expected`, async () => {
      const found = await preview(readFileSync(join(folder, name)));
      const outcomes = (expected.any_of ?? [expected]).map((outcome) =>
        differences(found, expected, outcome),
      );
      // One of the outcomes has no difference; where none has, the differences of the nearest are shown.
      outcomes.sort((a, b) => a.length - b.length);
      expect(outcomes[0]).toEqual([]);
    });
  }
});

function differences(found: Preview, file: Expected, outcome: Outcome): string[] {
  const wrong: string[] = [];
  const check = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  // GB18030 contains GBK, and is what is detected for both.
  const encoding = file.encoding === 'gbk' ? 'gb18030' : file.encoding;
  if (encoding !== undefined) check(found.encoding === encoding, `encoding ${found.encoding}`);
  if (file.delimiter !== undefined) check(found.delimiter === file.delimiter, `delimiter ${found.delimiter}`);
  const stored = found.planned.length;
  if (outcome.file_level) {
    const reason = found.file?.reason;
    check(reason !== undefined && outcome.file_level.includes(reason), `file ${reason}`);
    check((found.file?.message.length ?? 0) > 10, 'no sentence');
    return wrong;
  }
  check(found.file === undefined, `refused: ${found.file?.reason} ${found.file?.message}`);
  if (file.records !== undefined)
    check(found.judged.length === file.records, `${found.judged.length} records`);
  check(stored === outcome.ok, `${stored} ok`);
  const rejected = outcome.rejected ?? [];
  check(found.rejected.length === rejected.length, `${found.rejected.length} rejected`);
  for (const { record, reason } of rejected) {
    const issue = found.rejected.find((each) => each.record === record)?.issues[0];
    check(issue !== undefined && reason.includes(issue.reason), `record ${record}: ${issue?.reason}`);
    check(
      issue?.message.includes(`${record}`) === true && issue.message.includes(`line ${issue.line}`),
      'no place in the message',
    );
  }
  const warnings = found.judged.flatMap((each) => each.warnings);
  for (const { record, reason } of outcome.warnings ?? file.warnings ?? []) {
    check(
      warnings.some((each) => each.record === record && reason.includes(each.reason)),
      `no warning at ${record}`,
    );
  }
  for (const value of [...(file.values ?? []), ...(outcome.values ?? [])])
    wrong.push(...wrongValues(found, value));
  return wrong;
}

function wrongValues({ planned }: Preview, { record, id, name, phone, lng, lat }: Value): string[] {
  const fields = planned.find((each) => each.record === record)?.fields;
  if (!fields) return [`record ${record} is not stored`];
  const near = (a: number | undefined, b: number) => a === undefined || Math.abs(a - b) <= 1e-6;
  return [
    ...(id === undefined || fields.sid === id ? [] : [`record ${record}: key ${fields.sid}`]),
    // A line end in a name is folded to a blank.
    ...(name === undefined || fields.name === name.replace(/\s+/g, ' ')
      ? []
      : [`record ${record}: name ${fields.name}`]),
    ...(phone === undefined || fields.phones.includes(phone)
      ? []
      : [`record ${record}: phones ${fields.phones}`]),
    ...(near(lng, fields.position.longitude) && near(lat, fields.position.latitude)
      ? []
      : [`record ${record}: at ${fields.position.longitude}, ${fields.position.latitude}`]),
  ];
}
