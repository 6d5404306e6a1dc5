/**
 * Commits items together: what comes while a commit is under way goes into the next one. Each caller waits for the commit that
 * holds his own item, and no item waits longer than for the one before.
 */
export function inOneCommit<T>(commit: (items: T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: T[] = [];
  let underWay: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return (item) => {
    waiting.push(item);
    next ??= underWay
      .catch(() => {})
      .then(() => {
        const items = waiting;
        waiting = [];
        next = null;
        underWay = commit(items);
        return underWay;
      });
    return next;
  };
}
