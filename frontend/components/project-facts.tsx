import { useTranslation } from 'react-i18next';
import type { Project } from '../../schemas/application.ts';
import type { CallContent } from '../../schemas/call.ts';
import { territoryName } from '../../schemas/territory.ts';
import { useFormats } from '../format.ts';
import { useReadLabel } from '../read-label.ts';
import { Facts } from './facts.tsx';

/** A project as it was submitted, to be read; its title stands in the page's heading. */
export const ProjectFacts = ({
  project,
  call,
  titled = false,
}: {
  project: Project;
  call: Pick<CallContent, 'sectors' | 'supportKinds'>;
  /** Where the page's heading is another revision's title. */
  titled?: boolean;
}) => {
  const { t } = useTranslation('words');
  const { day, number, local } = useFormats();
  const readLabel = useReadLabel();
  const choice = (choices: CallContent['sectors'], id: string) => {
    const found = choices.find((candidate) => candidate.id === id);
    return found ? local(found.label) : id;
  };
  return (
    <div className="stack-l">
      <Facts
        facts={[
          { id: 'title', label: t('fields.title.label'), value: titled ? project.title : undefined },
          { id: 'sector', label: t('fields.sector.label'), value: choice(call.sectors, project.sector) },
          {
            id: 'supportKind',
            label: t('fields.supportKind.label'),
            value: choice(call.supportKinds, project.supportKind),
          },
          {
            id: 'territories',
            label: t('fields.territories.label'),
            value: project.territories.map(territoryName).join(', '),
          },
          { id: 'startsOn', label: t('fields.startsOn.label'), value: day(project.startsOn) },
          { id: 'endsOn', label: t('fields.endsOn.label'), value: day(project.endsOn) },
          { id: 'beneficiaries', label: t('fields.beneficiaries.label'), value: number(project.beneficiaries) },
        ]}
      />
      <Facts
        layout="long"
        facts={[
          { id: 'summary', label: t('fields.summary.label'), value: project.summary },
          { id: 'socialNeed', label: t('fields.socialNeed.label'), value: project.socialNeed },
          { id: 'partners', label: readLabel(t('fields.partners.label')), value: project.partners },
        ]}
      />
    </div>
  );
};
