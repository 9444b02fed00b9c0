/**
 * A name and the branch that stands in brackets behind it, of whichever width and however often doubled:
 * `星巴克(（紫荆广场店）)` is 星巴克 and 紫荆广场店. Without brackets at the end there is no branch.
 */
export function nameAndBranch(text: string): { name: string; branch?: string } {
  const found = /^(.+?)\s*[（(]+\s*([^（()）]+?)\s*[）)]+$/.exec(text.trim());
  return found?.[1] && found[2] ? { name: found[1], branch: found[2] } : { name: text.trim() };
}
