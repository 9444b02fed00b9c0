import { openTestStorage } from '../../support/stores.ts';
import { testAccessStorage } from './storage-suite.ts';

testAccessStorage('SQLite', openTestStorage);
