import { useTranslation } from 'react-i18next';
import type { MinutesContent } from '../../schemas/session.ts';
import { Button } from './button.tsx';

/** The minutes as they stand, to be read. */
export const MinutesView = ({ content }: { content: MinutesContent }) => (
  <div className="stack prose" lang={content.language}>
    {content.parts.map(({ applicationId, heading, text }) => (
      <section key={applicationId ?? heading} className="stack">
        <h3>{heading}</h3>
        <p className="typed">{text}</p>
      </section>
    ))}
  </div>
);

const asText = ({ title, parts }: MinutesContent): string =>
  [title, ...parts.map(({ heading, text }) => `${heading}\n${'-'.repeat([...heading].length)}\n${text}`)].join('\n\n');

/** Saves the minutes as a plain text file on this device. */
export const SaveAsText = ({ content, name }: { content: MinutesContent; name: string }) => {
  const { t } = useTranslation('sessions');
  const save = () => {
    const url = URL.createObjectURL(new Blob([`${asText(content)}\n`], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.txt`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <Button onClick={save}>{t('minutes.asText')}</Button>;
};
