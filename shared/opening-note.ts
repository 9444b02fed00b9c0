// What a note beside the opening hours says that OSM syntax has no word for.

/** Whether a note says that the store rests over Spring Festival: 春节休息, Closed on Chinese New Year. */
export function restsAtSpringFestival(note: string | undefined): boolean {
  return note?.split(CLAUSE_END).some((clause) => RESTS.test(clause.trim())) ?? false;
}

const CLAUSE_END = /[，。；、,;.()（）【】[\]\n]/;
const FESTIVAL = '(?:春[节節]|[农農][历曆]新年|[过過]年)';
const PERIOD = '(?:期[间間]|假期|放假)?';
const REST =
  '(?:休息|放假|店休|公休|休[业業]|歇[业業]|[闭閉]店|[闭閉][馆館]|[关關][门門]|停[业業]|不[营營][业業]|不[开開]放)';
const FESTIVAL_EN = '(?:the )?(?:chinese new year|lunar new year|spring festival)(?: holidays?)?';
// A whole clause, so that 春节休息时间另行通知 and 春节不休息 say nothing.
const RESTS = new RegExp(
  `^(?:${FESTIVAL}${PERIOD}${REST}|closed (?:on|at|for|over|during) ${FESTIVAL_EN}|${FESTIVAL_EN}:? closed)$`,
  'i',
);
