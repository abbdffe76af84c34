import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OperationRequest } from '../../../schemas/contract.ts';
import { type Decision, keptBackUntil } from '../../../schemas/decision.ts';
import { api } from '../../api.ts';
import { FormField } from '../../components/form-field.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { today } from '../../today.ts';
import { useActing } from '../file/acting.tsx';
import { juryWordsQuery } from '../file/parts.ts';
import { ActDialog } from './act-dialog.tsx';
import { proposedFor } from './batch.ts';
import { useDecisionDoubts } from './doubts.ts';
import { feedbackPlaces } from './feedback.ts';
import { DecisionFields, type DecisionTyping } from './fields.tsx';
import { correctionRules, ofDecision } from './rules.ts';

type Correction = OperationRequest<'correctDecision'>['body'];

/** Puts a corrected decision in the place of the one that stands; its form begins with the latter. */
export const CorrectDecision = () => {
  const { t } = useTranslation('decisions');
  const { file, act } = useActing();
  const { decision } = file;
  const doubtsOf = useDecisionDoubts(file);
  const client = useQueryClient();
  // The form begins with the words of the jury: they are read when it is asked for, and not with every decided file.
  const { data: words = { stepIds: [], feedback: [] } } = useQuery({ ...juryWordsQuery(file.id), enabled: false });
  if (!decision || !file.availableActions.includes('correct-decision')) return null;
  const granted = decision.outcome === 'supported' ? decision : undefined;
  // A grant that turns into a refusal begins with what the jury would say; a refusal with what it said.
  const said = decision.outcome === 'refused' ? (decision.feedback ?? []) : words.feedback;
  return (
    <ActDialog<DecisionTyping, Decision & { why: string }>
      label={t('correct.action')}
      title={t('correct.title')}
      confirm={(typed) => t(keptBackUntil(typed, today()) ? 'correct.confirmLater' : 'correct.confirm')}
      rules={correctionRules}
      defaults={{
        outcome: decision.outcome,
        amountCents: granted?.amountCents ?? proposedFor(file),
        inKind: granted?.inKind ?? [],
        conditions: granted?.conditions ?? '',
        decidedOn: decision.decidedOn,
        announceOn: file.announceOn,
        reference: decision.reference ?? '',
        reasons: decision.reasons ?? '',
        feedback: feedbackPlaces(file.call, words, said),
        why: '',
      }}
      prepare={() => client.fetchQuery(juryWordsQuery(file.id))}
      rename={ofDecision}
      doubtsOf={doubtsOf}
      letterFor={({ why, ...corrected }, version) => ({
        operation: 'correctDecision',
        decision: corrected as Correction['decision'],
        why,
        version,
      })}
      act={({ why, ...corrected }, version) =>
        act(
          () =>
            api('correctDecision', {
              params: { applicationId: file.id },
              body: { decision: corrected as Correction['decision'], why, version },
            }),
          t(keptBackUntil(corrected, today()) ? 'correct.doneLater' : 'correct.done'),
          why,
        )
      }
    >
      {({ control }) => (
        <>
          <p>{t(file.announceOn ? 'correct.introEmbargo' : 'correct.intro')}</p>
          <DecisionFields
            control={control}
            outcomes={['supported', 'refused']}
            correcting
            keepable={file.announceOn !== undefined}
          />
          <FormField
            control={control}
            name="why"
            as={TextArea}
            max={1000}
            rows={3}
            hint={file.announceOn ? t('correct.whyKept') : undefined}
          />
        </>
      )}
    </ActDialog>
  );
};
