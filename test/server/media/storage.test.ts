import { openTestStorage } from '../../support/stores.ts';
import { testMediaStorage } from './storage-suite.ts';

testMediaStorage('SQLite', openTestStorage);
