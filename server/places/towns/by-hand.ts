// Districts of the largest cities that GeoNames has no town for: where their offices stand, to 0.01°, written by hand.

type Seats = Readonly<Record<string, readonly [lon: number, lat: number]>>;

const inCity = (city: string, seats: Seats): Seats =>
  Object.fromEntries(Object.entries(seats).map(([name, seat]) => [`${city}${name}`, seat]));

/** By city and district: 南京市鼓楼区. */
export const seatsByHand: Seats = {
  ...inCity('北京市', {
    东城区: [116.42, 39.93],
    西城区: [116.37, 39.91],
    朝阳区: [116.44, 39.92],
    石景山区: [116.22, 39.91],
    怀柔区: [116.63, 40.32],
    平谷区: [117.12, 40.14],
    密云区: [116.84, 40.38],
  }),
  ...inCity('天津市', {
    和平区: [117.21, 39.12],
    河东区: [117.25, 39.13],
    河西区: [117.22, 39.11],
    南开区: [117.15, 39.14],
    河北区: [117.2, 39.15],
    红桥区: [117.15, 39.17],
    东丽区: [117.31, 39.09],
    西青区: [117.01, 39.14],
    津南区: [117.36, 38.94],
    北辰区: [117.14, 39.22],
    武清区: [117.04, 39.38],
    宝坻区: [117.31, 39.72],
    滨海新区: [117.7, 39.0],
    蓟州区: [117.41, 40.05],
  }),
  ...inCity('上海市', { 闵行区: [121.38, 31.11], 奉贤区: [121.47, 30.92], 崇明区: [121.4, 31.62] }),
  ...inCity('广州市', {
    荔湾区: [113.24, 23.13],
    越秀区: [113.27, 23.13],
    海珠区: [113.32, 23.08],
    天河区: [113.36, 23.12],
    白云区: [113.27, 23.16],
    黄埔区: [113.46, 23.11],
    番禺区: [113.38, 22.94],
    花都区: [113.22, 23.4],
    南沙区: [113.53, 22.8],
    从化区: [113.59, 23.55],
    增城区: [113.81, 23.26],
  }),
  ...inCity('深圳市', {
    罗湖区: [114.13, 22.55],
    福田区: [114.06, 22.52],
    南山区: [113.93, 22.53],
    宝安区: [113.88, 22.56],
    龙岗区: [114.25, 22.72],
    盐田区: [114.24, 22.56],
    龙华区: [114.05, 22.7],
    坪山区: [114.35, 22.69],
    光明区: [113.94, 22.75],
  }),
  ...inCity('杭州市', {
    上城区: [120.2, 30.25],
    拱墅区: [120.14, 30.32],
    西湖区: [120.13, 30.26],
    滨江区: [120.21, 30.21],
    萧山区: [120.26, 30.18],
    余杭区: [119.98, 30.27],
    临平区: [120.3, 30.42],
  }),
  ...inCity('南京市', {
    玄武区: [118.8, 32.05],
    秦淮区: [118.79, 32.04],
    建邺区: [118.73, 32.0],
    鼓楼区: [118.77, 32.07],
    浦口区: [118.63, 32.06],
    栖霞区: [118.91, 32.1],
    雨花台区: [118.78, 31.99],
    江宁区: [118.84, 31.95],
  }),
  ...inCity('苏州市', {
    姑苏区: [120.62, 31.31],
    虎丘区: [120.57, 31.3],
    吴中区: [120.63, 31.26],
    相城区: [120.64, 31.37],
    吴江区: [120.65, 31.14],
    苏州工业园区: [120.72, 31.32],
  }),
  ...inCity('武汉市', {
    江岸区: [114.31, 30.6],
    江汉区: [114.27, 30.6],
    硚口区: [114.22, 30.58],
    汉阳区: [114.22, 30.55],
    武昌区: [114.32, 30.55],
    青山区: [114.38, 30.64],
    洪山区: [114.34, 30.5],
  }),
  ...inCity('成都市', {
    锦江区: [104.08, 30.66],
    青羊区: [104.06, 30.67],
    金牛区: [104.05, 30.69],
    武侯区: [104.04, 30.64],
    成华区: [104.1, 30.66],
    龙泉驿区: [104.27, 30.56],
    青白江区: [104.25, 30.88],
    新都区: [104.16, 30.82],
    温江区: [103.86, 30.68],
    双流区: [103.92, 30.57],
    郫都区: [103.89, 30.8],
  }),
  ...inCity('重庆市', {
    渝中区: [106.57, 29.55],
    江北区: [106.57, 29.61],
    沙坪坝区: [106.46, 29.54],
    九龙坡区: [106.51, 29.5],
    南岸区: [106.56, 29.52],
    渝北区: [106.63, 29.72],
    巴南区: [106.54, 29.4],
    大渡口区: [106.48, 29.48],
    北碚区: [106.4, 29.81],
  }),
  ...inCity('西安市', {
    新城区: [108.96, 34.27],
    碑林区: [108.93, 34.23],
    莲湖区: [108.94, 34.27],
    雁塔区: [108.95, 34.22],
    未央区: [108.95, 34.29],
    灞桥区: [109.06, 34.27],
    长安区: [108.91, 34.16],
  }),
};

/** Towns and quarters of Hong Kong, Macau and Taiwan: how they are written there, in the mainland, and in GeoNames. */
export const outsideMainland: Readonly<Record<'HK' | 'MO' | 'TW', readonly string[]>> = {
  HK: (
    '香港/Hong Kong 中環/中环/Central=Mid Levels 灣仔/湾仔/Wan Chai 銅鑼灣/铜锣湾/Causeway Bay 北角/North Point=Quarry Bay 鰂魚涌/鲗鱼涌/Quarry Bay ' +
    '西灣河/西湾河/Sai Wan Ho 筲箕灣/筲箕湾/Shau Kei Wan 薄扶林/Pok Fu Lam 香港仔/Aberdeen 西營盤/西营盘/Sai Ying Pun 堅尼地城/坚尼地城/Kennedy Town ' +
    '九龍/九龙/Kowloon 尖沙咀/Tsim Sha Tsui 油麻地/Yau Ma Tei 旺角/Mong Kok 大角咀/Tai Kok Tsui 深水埗/Sham Shui Po 石硤尾/石硖尾/Shek Kip Mei 九龍塘/九龙塘/Kowloon Tong ' +
    '九龍城/九龙城/Kowloon City 紅磡/红磡/Hung Hom 何文田/Ho Man Tin 土瓜灣/土瓜湾/To Kwa Wan 新蒲崗/新蒲岗/San Po Kong 黃大仙/黄大仙/Wong Tai Sin 慈雲山/慈云山/Tsz Wan Shan ' +
    '觀塘/观塘/Kwun Tong 藍田/蓝田/Lam Tin 油塘/Yau Tong 將軍澳/将军澳/Tseung Kwan O 調景嶺/调景岭/Tiu Keng Leng 西貢/西贡/Sai Kung 荃灣/荃湾/Tsuen Wan 葵涌/Kwai Chung ' +
    '青衣/Tsing Yi=Tsing Yi Town 沙田/Sha Tin 大圍/大围/Tai Wai 馬鞍山/马鞍山/Ma On Shan 大埔/Tai Po 上水/Sheung Shui 屯門/屯门/Tuen Mun 元朗/Yuen Long ' +
    '天水圍/天水围/Tin Shui Wai 東涌/东涌/Tung Chung=San Tung Chung Hang 梅窩/梅窝/Mui Wo=Mui Wo Kau Tsuen 大澳/Tai O'
  ).split(/ (?=\p{Script=Han})/u),
  MO: ['澳門/澳门/Macau', '氹仔/Taipa', '路氹/Cotai'],
  TW: (
    '台北市/臺北市/台北/臺北/Taipei 新北市/新北/New Taipei=New Taipei City 板橋/板桥/Banqiao 桃園/桃园/Taoyuan 基隆/Keelung 新竹/Hsinchu 苗栗/Miaoli 台中/臺中/Taichung ' +
    '彰化/Changhua 南投/Nantou 斗六/Douliu 嘉義/嘉义/Chiayi=Chiayi City 台南/臺南/Tainan 高雄/Kaohsiung 屏東/屏东/Pingtung 宜蘭/宜兰/Yilan ' +
    '花蓮/花莲/Hualien=Hualien City 台東/臺東/台东/Taitung 馬公/马公/Magong 金門/金门/Jincheng'
  ).split(/ (?=\p{Script=Han})/u),
};
