// What a note beside the opening hours says that OSM syntax has no word for.
import { folded } from './folded-text.ts';
import { Memo } from './memo.ts';

/** Whether a note says that the store rests over Spring Festival: 春节休息, Closed on Chinese New Year. */
export function restsAtSpringFestival(note: string | undefined): boolean {
  if (!note) return false;
  const clauses = () => folded(note).split(CLAUSE_END);
  return answers.get(note, () => clauses().some((clause) => RESTS.test(clause.trim())));
}

const answers = new Memo<boolean>(2_000);

const CLAUSE_END = /[,;。、.()[\]【】\n]/;
const FESTIVAL = '(?:(?:农历)?(?:春节|新春)|农历新年|过年|除夕[至到-](?:大?年)?初三)(?:期间|假期)?';
const REST = '(?:休息|放假|店休|公休|休业|歇业|闭店|闭馆|关门|停业|不营业|不开放)';
const FESTIVAL_EN = '(?:the )?(?:chinese new year|lunar new year|spring festival)(?: holidays?)?';
// A whole clause, so that 春节休息时间另行通知 and 春节不休息 say nothing.
const RESTS = new RegExp(
  `^(?:${FESTIVAL}${REST}|closed (?:on|at|for|over|during) ${FESTIVAL_EN}|${FESTIVAL_EN}:? closed)$`,
);
