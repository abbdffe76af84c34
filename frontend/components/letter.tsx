import type { ReactNode } from 'react';
import { type Block, letterParts } from '../../schemas/letter.ts';
import { Facts } from './facts.tsx';
import styles from './letter.module.css';

const block = (said: Block, Heading: 'h4' | 'h5'): ReactNode => {
  switch (said.kind) {
    case 'heading':
      return <Heading>{said.text}</Heading>;
    case 'list':
      return (
        <ul>
          {said.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter is written once, its parts never change places
            <li key={index}>{item}</li>
          ))}
        </ul>
      );
    case 'rows':
      return <Facts facts={said.rows.map(([label, value], index) => ({ id: `${index} ${label}`, label, value }))} />;
    case 'quote':
      return <blockquote className="typed">{said.text}</blockquote>;
    case 'lines':
      return <p className="typed">{said.lines.join('\n')}</p>;
    case 'link':
      return (
        <p>
          <a href={said.url}>{said.text}</a>
        </p>
      );
    default:
      return <p className="typed">{said.text}</p>;
  }
};

/**
 * A letter as the mail shows it, from the text that was kept of it: every word of it, and nothing of it as markup. Its title
 * stands at `level`.
 */
export const LetterView = ({ body, level = 3 }: { body: string; level?: 3 | 4 }) => {
  const { from, title, to, dated, blocks, footer, language } = letterParts(body);
  const [Title, Heading] = level === 3 ? (['h3', 'h4'] as const) : (['h4', 'h5'] as const);
  return (
    <div className={styles.letter} lang={language} dir="auto">
      <p className={styles.from}>
        <strong>{from[0]}</strong>
        {from[1] && <span>{from[1]}</span>}
      </p>
      <Title className={styles.title}>{title}</Title>
      {to.length > 0 && <p className="typed">{to.join('\n')}</p>}
      {dated && <p>{dated}</p>}
      {blocks.map((said, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a letter is written once, its parts never change places
        <div key={index}>{block(said, Heading)}</div>
      ))}
      {footer && <p className="soft">{footer}</p>}
    </div>
  );
};
