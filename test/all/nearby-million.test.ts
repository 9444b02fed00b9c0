import { it } from 'vitest';
import { expectEveryAnswerRight } from '../server/nearby/every-store-measured.ts';

it('1,200 queries at 1,000,000 stores, poles and antimeridian among them, are answered as by measuring every store', () =>
  expectEveryAnswerRight(1_000_000));
