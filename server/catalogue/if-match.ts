// Which state of a store a write is meant for.
import type { FastifyRequest } from 'fastify';
import { fieldChanges } from '../../shared/store-changes.ts';
import { excerpt } from '../errors.ts';
import type { CatalogueRepository, Worked } from '../storage/catalogue/contract.ts';
import { InvalidIfMatch, preconditionFailed } from './errors.ts';
import { workingFields } from './working-store.ts';

/**
 * `"3"` is the store's version 3 without a draft, `"3d2"` with its draft in version 2. `"3-1763812800000"` is the published
 * version 3 up to an opening or closing, as everybody reads it: that says nothing of drafts, and hours that pass change
 * nothing that is stored.
 */
type Expected = { readonly version: number; readonly draftVersion: number | undefined };

/** The ETag of a store as it is worked on. */
export const entityTag = (version: number, draftVersion: number): string =>
  draftVersion === 0 ? `"${version}"` : `"${version}d${draftVersion}"`;

export const entityTagOf = ({ store, draft }: Worked): string =>
  entityTag(store.version, draft?.version ?? 0);

/** Passes when the request does not say, or says what is there. @throws PRECONDITION_FAILED, INVALID_IF_MATCH */
export async function checkIfMatch(
  request: FastifyRequest,
  worked: Worked,
  catalogue: Pick<CatalogueRepository, 'fieldsAt'>,
): Promise<void> {
  const given = request.headers['if-match'];
  if (given === undefined || given.trim() === '*') return;
  const expected = given.split(',').map((tag) => expectedBy(tag.trim()));
  const asked = expected.find((each) => each !== undefined);
  const { store, draft } = worked;
  const draftVersion = draft?.version ?? 0;
  const holds = expected.some(
    (each) => each?.version === store.version && (each.draftVersion ?? draftVersion) === draftVersion,
  );
  if (holds) return;
  const { fields } = workingFields(worked);
  const before = asked && (await catalogue.fieldsAt(store.id, asked.version, asked.draftVersion ?? 0));
  throw preconditionFailed(store.id, entityTag(store.version, draftVersion), given.slice(0, 80), {
    current: { version: store.version, draftVersion, fields },
    ...(before ? { changes: fieldChanges(before, fields) } : {}),
  });
}

/** Undefined for a weak one, which no state of a store is equal to (RFC 9110, section 13.1.1). */
function expectedBy(tag: string): Expected | undefined {
  const worked = /^"(\d{1,9})(?:d(\d{1,9}))?"$/.exec(tag);
  if (worked) return { version: Number(worked[1]), draftVersion: Number(worked[2] ?? 0) };
  const read = /^"(\d{1,9})-\d*"$/.exec(tag);
  if (read) return { version: Number(read[1]), draftVersion: undefined };
  if (/^W\/"[\x21\x23-\x7e]*"$/.test(tag)) return undefined;
  throw new InvalidIfMatch(excerpt(tag));
}
