/** JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces. Leaves both as they are. */
export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    // `__proto__` is a name like any other here, and must not be the prototype of what comes out.
    if (value === null) Reflect.deleteProperty(merged, name);
    else {
      const own = Object.hasOwn(merged, name) ? merged[name] : undefined;
      Object.defineProperty(merged, name, {
        value: mergePatched(own, value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
