// Which state of a store a write is meant for.
import type { FastifyRequest } from 'fastify';
import { fieldChanges } from '../../shared/store-changes.ts';
import { excerpt } from '../errors.ts';
import type { CatalogueRepository, Worked } from '../storage/catalogue/contract.ts';
import { InvalidIfMatch, preconditionFailed } from './errors.ts';
import { workingFields } from './working-store.ts';

/** `"3"` is the store's version 3 without a draft, `"3d2"` with its draft in version 2; a weak one says nothing of drafts. */
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
  const { store, draft } = worked;
  const draftVersion = draft?.version ?? 0;
  const holds = expected.some(
    (each) => each.version === store.version && (each.draftVersion ?? draftVersion) === draftVersion,
  );
  if (holds) return;
  const [asked] = expected as [Expected];
  const { fields } = workingFields(worked);
  const before = await catalogue.fieldsAt(store.id, asked.version, asked.draftVersion ?? 0);
  throw preconditionFailed(store.id, entityTag(store.version, draftVersion), given.slice(0, 80), {
    current: { version: store.version, draftVersion, fields },
    ...(before ? { changes: fieldChanges(before, fields) } : {}),
  });
}

function expectedBy(tag: string): Expected {
  const strong = /^"(\d{1,9})(?:d(\d{1,9}))?"$/.exec(tag);
  if (strong) return { version: Number(strong[1]), draftVersion: Number(strong[2] ?? 0) };
  const weak = /^W\/"(\d{1,9})(?:-[^"]*)?"$/.exec(tag);
  if (weak) return { version: Number(weak[1]), draftVersion: undefined };
  throw new InvalidIfMatch(excerpt(tag));
}
