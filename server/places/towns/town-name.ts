const PEOPLES =
  /(?:维吾尔|哈萨克|柯尔克孜|蒙古|(?:满|回|藏|蒙古|壮|彝|苗|侗|瑶|土家|布依|傣|白|羌|朝鲜|哈尼|傈僳|景颇|水|仡佬|佤|拉祜|纳西|畲|黎|土|各)族)+$/;

/** 海淀区 is called 海淀, 凉山彝族自治州 凉山, 内蒙古自治区 内蒙古; but 东区 never 东. */
export function shortName(name: string): string {
  const place = name.replace(/(?:特别行政区|自治[州县旗区]|新区|地区|[省市县区旗盟])$/, '');
  const alone = place.replace(PEOPLES, '');
  return [alone, place, name].find((each) => each.length >= 2) ?? name;
}
