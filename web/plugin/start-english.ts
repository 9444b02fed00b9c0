// The panel's page in English.
import { english } from '../locale/panel-english.ts';
import { start } from './main.ts';

start('en', english);
