// The one address that the real client's web service answers for plugin pages: which service account a ticket is of.

/** Its host; whatever a foreign page asks there is answered here. */
export const serviceHost = 'crm1.dkf.qq.com';
const path = '/php/index.php/thirdapp/appdemo/get_workeraccount_by_sessionkey';
const callbackName = /^[A-Za-z_$][\w$.]{0,127}$/;

/** The JSONP answer; undefined when the address is another one or the callback no name. A call without a ticket fails as the real one does: by an account without `@`. */
export function serviceAccountAnswer(target: URL): string | undefined {
  const callback = target.searchParams.get('callback') ?? '';
  if (target.pathname !== path || !callbackName.test(callback)) return undefined;
  const workeraccount = target.searchParams.get('ticket') ? 'demo@nearby-stores' : '';
  return `${callback}(${JSON.stringify({ workeraccount })})`;
}
