import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../schemas/decision.ts';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../format.ts';
import { useActing } from '../file/acting.tsx';
import { criterionOf } from './feedback.ts';

/** All that a decision says, and who recorded it. */
export const DecisionFacts = ({ decision, byName }: { decision: Decision; byName: string | undefined }) => {
  const { t } = useTranslation(['decisions', 'words']);
  const { money, day, local } = useFormats();
  const { file } = useActing();
  const granted = decision.outcome === 'supported' ? decision : undefined;
  const feedback = decision.outcome === 'refused' ? (decision.feedback ?? []) : [];
  return (
    <>
      <Facts
        layout="short"
        facts={[
          { id: 'outcome', label: t('standing.outcome'), value: t(`words:outcomes.${decision.outcome}`) },
          { id: 'amount', label: t('standing.amount'), value: granted && money(granted.amountCents) },
          { id: 'decidedOn', label: t('standing.decidedOn'), value: day(decision.decidedOn) },
          { id: 'reference', label: t('standing.reference'), value: decision.reference },
          { id: 'by', label: t('standing.by'), value: byName ?? t('words:unknownAgent') },
        ]}
      />
      <Facts
        layout="long"
        facts={[
          {
            id: 'inKind',
            label: t('standing.inKind'),
            value: granted?.inKind?.length ? (
              <ul>
                {granted.inKind.map(({ kind, description }) => (
                  <li key={`${kind} ${description}`}>
                    {t(`words:inKindKinds.${kind}`)} · {description}
                  </li>
                ))}
              </ul>
            ) : undefined,
          },
          { id: 'conditions', label: t('standing.conditions'), value: granted?.conditions },
          { id: 'reasons', label: t('standing.reasons'), value: decision.reasons },
          ...feedback.map(({ stepId, criterionId, text }) => {
            const label = criterionOf(file, stepId, criterionId);
            return { id: `${stepId} ${criterionId}`, label: label ? local(label) : criterionId, value: text };
          }),
        ]}
      />
    </>
  );
};
