// The generated file of the import fixtures, as fixtures/import/expectations.json describes it.

const CATEGORIES = ['咖啡', '便利店', '餐饮', '药店'];
const fraction = (number: number) => number - Math.floor(number);

/** @param withBadRows  a latitude of 91 in every thousandth row, and the key of the row before in every 2,500th */
export function generatedCsv(rows: number, withBadRows = false): string {
  const lines = ['id,名称,地址,电话,经度,纬度,营业时间,分类'];
  for (let i = 1; i <= rows; i++) {
    const key = withBadRows && i % 2500 === 7 ? i - 1 : i;
    const lon = (73.5 + 61.5 * fraction(i * 0.6180339887498949)).toFixed(6);
    const lat =
      withBadRows && i % 1000 === 0 ? '91' : (18.2 + 35.3 * fraction(i * 0.7548776662466927)).toFixed(6);
    lines.push(
      `S${String(key).padStart(6, '0')},门店${i},测试路${i % 997}号,400${String(i).padStart(7, '0')},${lon},${lat},Mo-Su 09:00-21:00,${CATEGORIES[i % 4]}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
