// The panel's page in Chinese.
import { chinese } from '../locale/panel-chinese.ts';
import { start } from './main.ts';

start('zh-CN', chinese);
