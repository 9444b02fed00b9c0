// What a column can mean, and by which words its header is known. Text stays text: keys and phones keep their zeros.

export const FIELDS = [
  'id',
  'sid',
  'name',
  'branch',
  'categories',
  'services',
  'tags',
  'province',
  'city',
  'district',
  'street',
  'postcode',
  'phones',
  'longitude',
  'latitude',
  'position',
  'datum',
  'openingHours',
  'openingHoursNote',
  'opensAt',
  'closesAt',
  'exceptions',
  'status',
  'closedFrom',
  'closedUntil',
  'closureReason',
  'cover',
  'website',
  'linkTo',
  'timeZone',
  'confirmedAt',
] as const;
export type Field = (typeof FIELDS)[number];

/** Which field each column of a file is read as; null: it is left out. By the column's own name. */
export type Mapping = Readonly<Record<string, Field | null>>;

/** The header that the export and the template write. */
export const HEADERS: Readonly<Record<Field, string>> = {
  id: '系统编号',
  sid: '门店编号',
  name: '名称',
  branch: '分店名',
  categories: '分类',
  services: '服务',
  tags: '标签',
  province: '省份',
  city: '城市',
  district: '区县',
  street: '地址',
  postcode: '邮编',
  phones: '电话',
  longitude: '经度',
  latitude: '纬度',
  position: '经纬度',
  datum: '坐标系',
  openingHours: '营业时间',
  openingHoursNote: '营业时间备注',
  opensAt: '开门时间',
  closesAt: '关门时间',
  exceptions: '特殊营业时间',
  status: '状态',
  closedFrom: '暂停营业自',
  closedUntil: '暂停营业至',
  closureReason: '暂停营业原因',
  cover: '封面图',
  website: '网站',
  linkTo: '图文链接',
  timeZone: '时区',
  confirmedAt: '核实时间',
};

/** As plainHeader writes them; the words before others are the surer ones. */
const WORDS: Readonly<Record<Field, string>> = {
  id: '系统编号 系统id nearbystoresid',
  sid: '门店编号 门店编码 门店代码 门店号 门店id 店铺编号 店铺编码 店铺id 店号 商户门店编号 编号 编码 代码 id sid storeid storeno storecode storenumber shopid poiid externalid ref code 门市编号',
  name: '名称 门店名称 店铺名称 店名 门店名 商户名称 商家名称 品牌门店名称 名字 name title storename shopname poiname poi名称 nametc namezh 中文名 中文名称',
  branch: '分店名 分店 分店名称 支店 门店简称 branch branchname',
  categories:
    '分类 类别 类目 门店分类 门店类别 行业 品类 经营类目 业态 category categories categoryname type storetype poitype',
  services: '服务 设施 门店服务 特色服务 服务设施 services service amenities facilities',
  tags: '标签 门店标签 tags tag labels label',
  province: '省份 省 所在省 所在省份 省市 province state',
  city: '城市 市 所在城市 所在市 地市 city town',
  district: '区县 区 县 所在区 行政区 区域 district county',
  street:
    '地址 详细地址 门店地址 店铺地址 联系地址 街道地址 具体地址 街道 地址信息 address addr street streetaddress fulladdress addresstc',
  postcode: '邮编 邮政编码 postcode zip zipcode postalcode',
  phones:
    '电话 联系电话 门店电话 客服电话 座机 手机 手机号 联系方式 电话号码 固定电话 服务电话 phone phones tel telephone mobile contact phonenumber',
  longitude: '经度 lng lon long longitude x 坐标x x坐标 经度坐标 gpslng gpslon',
  latitude: '纬度 lat latitude y 坐标y y坐标 纬度坐标 gpslat',
  position: '经纬度 坐标 位置坐标 经纬度坐标 lnglat lonlat latlng coordinates coordinate position geo',
  datum: '坐标系 坐标类型 坐标系统 datum crs coordtype coordinatesystem',
  openingHours:
    '营业时间 营业时段 开放时间 门店营业时间 服务时间 工作时间 openinghours hours businesshours openhours opentime openingtime',
  openingHoursNote: '营业时间备注 营业时间说明 hoursnote',
  opensAt: '开门时间 开始营业 营业开始时间 开始营业时间 开业时间点 opensat opens openat',
  closesAt: '关门时间 打烊时间 结束营业 营业结束时间 结束营业时间 closesat closes closeat',
  exceptions: '特殊营业时间 特殊日期营业时间 节假日营业时间 specialhours holidayhours exceptions',
  status: '状态 营业状态 门店状态 经营状态 发布状态 status state storestatus businessstatus',
  closedFrom: '暂停营业自 暂停开始 暂停营业开始 closedfrom',
  closedUntil: '暂停营业至 暂停结束 暂停营业结束 恢复营业时间 恢复营业 reopeningdate reopensat closeduntil',
  closureReason: '暂停营业原因 暂停原因 closurereason',
  cover: '封面图 封面 图片 门店图片 图片链接 封面链接 cover image picture photo imageurl',
  website: '网站 网址 官网 链接 website url homepage web',
  linkTo: '图文链接 linkto',
  timeZone: '时区 timezone tz',
  confirmedAt: '核实时间 最后核实 confirmedat lastconfirmed',
};

const byWord = new Map<string, Field>();
for (const field of FIELDS) {
  for (const word of WORDS[field].split(' ')) if (!byWord.has(word)) byWord.set(word, field);
}

/** `Store ID`, `*门店名称（必填）` and `GPS_lng` as storeid, 门店名称 and gpslng. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{【〔].*?[)\]}】〕]/g, '')
    .replace(/^(?:addr|contact|store|shop):/, '')
    .replace(/[\s_*:.·、/-]+/g, '');
}

/** The field that a header names by itself; undefined when it is none of the words. */
export const fieldOfHeader = (header: string): Field | undefined => byWord.get(plainHeader(header));

/**
 * The mapping that the headers suggest: each field once, its first column; the rest is left out. Columns with an own
 * decision keep it.
 */
export function suggestedMapping(columns: readonly string[], decided: Mapping = {}): Mapping {
  const taken = new Set(Object.values(decided).filter((field) => field !== null));
  const mapping: Record<string, Field | null> = Object.create(null);
  for (const column of columns) {
    if (Object.hasOwn(decided, column)) {
      mapping[column] = decided[column] ?? null;
      continue;
    }
    const field = fieldOfHeader(column);
    const isFree = field !== undefined && !taken.has(field);
    if (isFree) taken.add(field);
    mapping[column] = isFree ? field : null;
  }
  return mapping;
}

/** What a mapping is remembered under: the same header in the same order. */
export const headerSignature = (columns: readonly string[]): string =>
  columns.map(plainHeader).join('\u001f').slice(0, 4_000);

/** What a header says of the datum of its column: 百度经度, lng_bd09, 高德坐标. */
export function datumOfHeader(header: string): 'wgs84' | 'gcj02' | 'bd09' | undefined {
  const word = header.normalize('NFKC').toLowerCase();
  if (/bd-?09|百度/.test(word)) return 'bd09';
  if (/gcj-?02|高德|腾讯|火星/.test(word)) return 'gcj02';
  return /wgs-?84|gps|天地图|cgcs2000/.test(word) ? 'wgs84' : undefined;
}
