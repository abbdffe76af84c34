import { diffWordsWithSpace } from 'diff';

/** The words that went and came. Screen readers are told by `added` and `removed`, since few read `ins` and `del` out. */
export const WordChanges = ({
  before,
  after,
  added,
  removed,
}: {
  before: string;
  after: string;
  added: string;
  removed: string;
}) => (
  <span className="typed">
    {diffWordsWithSpace(before, after).map((part, index) => {
      const key = `${index} ${part.value.slice(0, 12)}`;
      if (!part.added && !part.removed) return <span key={key}>{part.value}</span>;
      const Element = part.added ? 'ins' : 'del';
      return (
        <Element key={key}>
          <span className="sr-only"> [{part.added ? added : removed}] </span>
          {part.value}
        </Element>
      );
    })}
  </span>
);
