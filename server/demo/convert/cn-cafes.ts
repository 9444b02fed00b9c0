// Cafés of 24 cities: name, position, whether closed down; hours and addresses where somebody wrote them.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoFile, DemoStore } from '../demo-file.ts';
import { nameAndBranch } from './branch.ts';
import { featuresOf } from './features.ts';
import { hoursFields } from './hours.ts';

/** The files are named after cities: province (or municipality) and city of each. */
const CITIES: Readonly<Record<string, readonly [province: string, city: string]>> = {
  baoding: ['河北省', '保定市'],
  beijing: ['北京市', '北京市'],
  changsha: ['湖南省', '长沙市'],
  chengdu: ['四川省', '成都市'],
  chongqing: ['重庆市', '重庆市'],
  dalian: ['辽宁省', '大连市'],
  foshan: ['广东省', '佛山市'],
  guangzhou: ['广东省', '广州市'],
  guiyang: ['贵州省', '贵阳市'],
  hangzhou: ['浙江省', '杭州市'],
  harbin: ['黑龙江省', '哈尔滨市'],
  hohhot: ['内蒙古自治区', '呼和浩特市'],
  luoyang: ['河南省', '洛阳市'],
  nanchang: ['江西省', '南昌市'],
  nanjing: ['江苏省', '南京市'],
  nanning: ['广西壮族自治区', '南宁市'],
  qingdao: ['山东省', '青岛市'],
  shanghai: ['上海市', '上海市'],
  shenyang: ['辽宁省', '沈阳市'],
  shenzhen: ['广东省', '深圳市'],
  wuhan: ['湖北省', '武汉市'],
  wuhu: ['安徽省', '芜湖市'],
  xichang: ['四川省', '西昌市'],
  yulin: ['广西壮族自治区', '玉林市'],
};

export function cnCafes(folder: string): DemoFile {
  const stores: DemoStore[] = [];
  for (const file of readdirSync(join(folder, 'cn-cafes')).sort()) {
    const pinyin = file.replace('.geojson', '');
    const [province, city] = CITIES[pinyin] ?? [];
    if (!province || !city) throw new Error(`${file} is not named after a city that we know`);
    featuresOf(join(folder, 'cn-cafes', file)).forEach(({ geometry, properties }, index) => {
      const name = properties.名称;
      if (geometry.type !== 'Point' || !name) {
        throw new Error(`${file}: feature ${index + 1} has no name or is no point`);
      }
      const [lon, lat] = geometry.coordinates as [number, number];
      const services = [
        ...(properties.下载速度 ? ['WiFi'] : []),
        ...(properties.电源?.match(/有|充足/) ? ['电源插座'] : []),
        ...(properties.停车 ? ['停车'] : []),
      ];
      stores.push({
        id: `cafe-${pinyin}-${String(index + 1).padStart(3, '0')}`,
        ...nameAndBranch(name),
        position: [lon, lat],
        address: { province, city, ...(properties.地址 && { street: properties.地址 }) },
        services,
        ...hoursFields(properties.营业时间),
        ...(properties.营业状态 === '停业' && { status: 'closed' }),
      });
    });
  }
  return {
    common: { datum: 'wgs84', region: 'CN', timeZone: 'Asia/Shanghai', categories: ['cafe'] },
    leftOut: [],
    stores,
  };
}
