/** Whether an event is a draft's: it was begun, or moved to the organisation that its own was merged into. */
export const isOfDraft = ({ type, data }: { type?: unknown; data?: unknown }): boolean =>
  type === 'application.started' ||
  (type === 'application.organisation-changed' && (data as { draft?: unknown }).draft === true);
