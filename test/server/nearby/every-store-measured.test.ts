import { it } from 'vitest';
import { expectEveryAnswerRight } from './every-store-measured.ts';

// A million are asked in test/all.
it.each([10_000, 100_000])(
  '1,200 queries at %d stores, poles and antimeridian among them, are answered as by measuring every store',
  expectEveryAnswerRight,
);
