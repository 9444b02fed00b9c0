// Shops of 89 chains in Shanghai, found by searching a Baidu map for the brands: hence BD-09, and hence hits that are
// no shop of the brand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoFile, DemoStore, LeftOut } from '../demo-file.ts';
import { nameAndBranch } from './branch.ts';

const CATEGORY_OF_BRAND: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cafe: '星巴克 太平洋咖啡',
    'fast-food': '肯德基 麦当劳 汉堡王',
    restaurant: '必胜客 味千 呷哺呷哺',
    supermarket:
      '世纪华联 乐购 苏果 家乐福 沃尔玛 卜蜂莲花 麦德龙 永辉 大润发 欧尚 华润万家 易买得 物美 乐天玛特 百佳超市 惠康超市',
    fashion: '优衣库 H&M GAP C&A 周大福 周生生 六福 珠宝服饰',
    shopping: '屈臣氏 万宁 娇兰佳人 鸥美药妆 丝芙兰 悦诗风吟 千色 妍丽 莎莎 卓悦 蝶翠诗 谜尚 名创优品 迪卡侬',
    cinema: '万达国际电影城 星美国际影城 大地数字影院 金逸国际电影城 保利国际影城 横店影视电影城',
  }).flatMap(([category, brands]) => brands.split(' ').map((brand) => [brand, category])),
);

/** Every other brand of the table makes cars. */
const categoryOf = (brand: string) => CATEGORY_OF_BRAND.get(brand) ?? 'car';

/** Hits of the search that are no shop of the brand, looked at one by one. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'a road': ['本田路', '别克路', '欧宝路', '宝马路'],
  'a car park, an entrance, a toilet': [
    '乐购(松江店)-北门',
    '乐购(松江店)-停车场',
    '乐购奉贤金叶店停车场',
    '肯德基(崇明餐厅)-洗手间',
    '苏果生活超市东门',
  ],
  housing: [
    '绿洲雅宾利花园',
    '绿洲雅宾利花园(日租公寓)',
    '绿洲雅宾利花园-二期',
    '绿洲雅宾利花园-三期',
    '绿洲雅宾利花园商业',
    '绿洲雅宾利会所',
    '万科翡翠雅宾利',
  ],
  'another shop that names the one it is in': [
    '京世造型龙华乐购店',
    '森蜂园 乐购松江店',
    '雅治·造型松江乐购店',
    'o·p·i专业美甲乐购分店',
    '四海游龙锅贴专卖店乐购店',
    '森蜂园 乐购奉贤金叶店',
    '森蜂园 松江大润发店',
  ],
  'another business of a similar name': [
    '家家乐购永乐店',
    '上疏永辉超市',
    '新永辉平价超市',
    '千色口红化妆品',
    '妍丽雅专业护肤',
    'JEANS妍丽美容造型SPA会所',
    '君妍丽足疗养颜馆',
    '蒂妍丽养生护肤中心',
    '君妍丽',
    '周六福珠宝',
    '香港禧六福珠宝',
    '六福珠宝（上海）有限公司',
    '宾利夜总会',
    '宾利表',
    '欧宝家居',
    '上海欧宝乐器有限公司',
    '上海欧宝能源科技公司',
    '上海欧宝利气动科技有限公司',
    '萨博广告',
    '上海萨博电子科技有限公司',
    '宝马弹簧有限公司',
    '上海宝马超车道物流有限公司',
    '雷诺儿股份有限公司',
    '雷诺斯国际货运代理(上海)有限公司',
    '雷诺瓦',
    'rarone雷诺',
    '上海雷诺而电器有限公司(招贤东路)',
    '雷诺瓦拼图文化坊(浦东嘉里城店)',
    '雷诺瓦拼图文化坊(世博源店)',
    '雷诺瓦拼图文化坊(普陀巴春店)',
    '雷诺瓦正大店×葛乐蒂咖啡馆(正大广场店)',
    '雷诺表(巴黎春天陕西路店)',
    '奇瑞地产(徐汇店)',
    '吉利博朗(久光店)',
    '现代名店(光明店)',
    '韩国小福特代尔彩绘胶贴(玫瑰坊专卖店)',
    '香港周六福珠宝(鼓浪路)',
    '千色地带美甲(宣化路店)',
    '斯巴鲁动力机械公司',
  ],
  'an office, a warehouse, a laboratory': [
    '上海蝶翠诗化妆品进出口有限公司',
    '雷诺卡车(上海)有限公司',
    '丰田汽车仓储贸易公司浦东分公司',
    '丰田汽车仓储贸易(上海)有限公司',
    '上海丰田纺汽车部件有限公司',
    '丰田通商(上海)有限公司(森历大厦南)',
    '伦敦雷克萨斯上海代表处',
    '三菱汽车管理公司',
    '菲亚特动力科技研发(上海)有限公司',
    '捷豹路虎汽车贸易(上海)有限公司',
    '中国东风汽车工业进出口有限公司',
    '沃尔沃汽车研发中心',
  ],
};

/** Filed under a brand of Shanghai, but on the island of Zhoushan, where it stays. */
const IN_ZHOUSHAN = '欧尚超市(舟山店)';

export function shanghaiChains(folder: string): DemoFile {
  const reasons = new Map(
    Object.entries(LEFT_OUT).flatMap(([reason, names]) => names.map((name) => [name, reason])),
  );
  const stores: DemoStore[] = [];
  const leftOut: LeftOut[] = [];
  rowsOf(join(folder, 'shanghai-chains', 'shanghai-chains.csv')).forEach(
    ({ brand, name, position }, index) => {
      const because = reasons.get(name);
      if (because) {
        leftOut.push({ name, because });
        return;
      }
      stores.push({
        id: `shanghai-${String(index + 1).padStart(4, '0')}`,
        ...nameAndBranch(name),
        position,
        categories: [categoryOf(brand)],
        ...(name === IN_ZHOUSHAN && { address: { province: '浙江省', city: '舟山市' } }),
      });
    },
  );
  return {
    common: {
      datum: 'bd09',
      region: 'CN',
      timeZone: 'Asia/Shanghai',
      address: { province: '上海市', city: '上海市' },
    },
    leftOut,
    stores,
  };
}

/** The table has four columns, and neither quotes nor commas in a cell. */
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [brand = '', name = '', lon, lat] = line.split(',');
      return { brand, name, position: [Number(lon), Number(lat)] as const };
    });
