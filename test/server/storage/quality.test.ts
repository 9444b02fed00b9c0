import { openTestStorage } from '../../support/stores.ts';
import { testQuality } from './quality-suite.ts';

testQuality('SQLite', openTestStorage);
