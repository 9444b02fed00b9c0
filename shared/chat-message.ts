// What the chat host can be given, in the domain's own words. The host's spelling of it stays in web/host/.

/** One link card. `digest` and `cover` may be empty. */
export type NewsArticle = {
  readonly title: string;
  readonly digest: string;
  readonly cover: string;
  readonly url: string;
};

export type ChatMessage =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'picture'; readonly url: string }
  | { readonly type: 'news'; readonly articles: readonly NewsArticle[] };
