/** A style sheet as its text (`import … with { type: 'text' }`): for shadow roots, which no page style reaches. */
declare module '*.css' {
  const text: string;
  export default text;
}
