import { openTestStorage } from '../../support/stores.ts';
import { testWebhookStorage } from './storage-suite.ts';

testWebhookStorage('SQLite', openTestStorage);
