import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from './acting.tsx';
import { DocumentAct, type DocumentLine, DocumentState, useDocumentLines } from './document-lines.tsx';

/** The documents that the call asks for and the files that came, with what staff can do about each. */
export const DocumentsTab = () => {
  const { t } = useTranslation('staff');
  const { bytes } = useFormats();
  const lines = useDocumentLines(useActing().file);
  if (lines.length === 0) return <EmptyState title={t('documents.none')} />;
  const columns: Column<DocumentLine>[] = [
    { id: 'document', label: t('documents.columns.document'), heading: true, cell: ({ label }) => label },
    {
      id: 'file',
      label: t('documents.columns.file'),
      cell: ({ attachment }) =>
        attachment ? (
          <>
            {attachment.filename} <span className="soft number">({bytes(attachment.sizeBytes)})</span>
          </>
        ) : (
          t('queue.none')
        ),
    },
    {
      id: 'state',
      label: t('documents.columns.state'),
      long: true,
      cell: (line) => (
        <div>
          <DocumentState line={line} />
        </div>
      ),
    },
    {
      id: 'action',
      label: t('documents.columns.action'),
      cell: (line) => (
        <div className="row">
          <DocumentAct line={line} />
        </div>
      ),
    },
  ];
  return <Table caption={t('documents.caption')} hideCaption columns={columns} rows={lines} rowKey={({ id }) => id} />;
};
