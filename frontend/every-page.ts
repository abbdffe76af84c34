/**
 * Reads a list page after page, at most `most` of them.
 * @returns its items in order; `cut` when there are more.
 */
export const everyPage = async <T>(
  most: number,
  read: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor?: string | undefined }>,
): Promise<{ items: T[]; cut: boolean }> => {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < most; pages++) {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) return { items, cut: false };
  }
  return { items, cut: true };
};
