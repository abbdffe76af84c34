/** A file dropped beside its zone would be opened in place of the page, with all that is typed in it: it is not taken. */
export const keepPageOnDrop = (): void => {
  const refuse = (event: DragEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-takes-files]')) return;
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
};
