import type { Language } from '../../shared/language.ts';

/** All that the map says by itself; distances come from shared/distance-words.ts. */
export const mapWords: Record<
  Language,
  {
    keys: string;
    zoomIn: string;
    zoomOut: string;
    customer: string;
    standsIn: string;
  }
> = {
  'zh-CN': {
    keys: '地图：方向键移动，加减键缩放',
    zoomIn: '放大',
    zoomOut: '缩小',
    customer: '客户',
    standsIn: '在线地图暂不可用',
  },
  en: {
    keys: 'Map: arrow keys move it, plus and minus zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    customer: 'Customer',
    standsIn: 'Online map unavailable',
  },
};
