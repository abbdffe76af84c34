import type { Translated } from '../../i18n.ts';
import type { conflicts as fr } from '../fr/conflicts.ts';

export const conflicts: Translated<typeof fr> = {
  nav: 'My declaration of interests',
  annual: {
    title: 'My declaration of interests {{year}}',
    leadStaff:
      'Say which organisations you are bound to this year, or that there is none. When one of them applies, the page of the file proposes that you step back.',
    lead: 'Each year, say which organisations you are bound to: as an officer, an employee or a member, or through somebody close who works there. If one of them applies, or is a partner, you are asked whether to step back.',
    first:
      'Before you open your files, make your declaration of interests for {{year}}. It takes two minutes, and you can correct it at any time.',
    legend: 'Are you bound to an organisation?',
    some: 'Yes, to one or several',
    none: 'No, to none',
    organisation: 'Organisation {{position}}',
    add: 'Add an organisation',
    remove: 'Remove organisation {{position}}',
    siret: 'SIRET number (optional)',
    siretHint: '14 digits. It keeps organisations of similar names apart.',
    name: 'Name of the organisation',
    nameHint: 'In full, rather than its initials.',
    who: 'The city knows that you made this declaration, and sees when a declared organisation is that of a file. It is not given your list.',
    kept: 'Each version is kept with its date.',
    save: 'Declare',
    correct: 'Save the correction',
    done: 'Your declaration is saved.',
    declaredOn: 'Declared on {{date}}',
  },
  file: {
    title: 'Before you open this file',
    question:
      'Does a personal, family, professional or voluntary tie bind you to this organisation or to its partners?',
    why: 'You see here what you need to answer, and no more. You are told the name of the organisation even when the step is blind: without it, nobody could say whether there is a conflict.',
    organisation: 'Organisation',
    partners: 'Partners',
    project: 'Project',
    matchTitle: 'Your annual declaration proposes to step back',
    matchApplicant: 'You declared “{{organisation}}” ({{interest}}), which seems to be the organisation that applies.',
    matchPartner: 'You declared “{{organisation}}” ({{interest}}), which seems to be a partner of this project.',
    matchAdvice: 'If it is the one, step back. If it is another, say so: the file opens.',
    none: 'I have no conflict of interest: open the file',
    unsure: 'When in doubt, step back or ask the service in charge of the call.',
  },
  recusal: {
    interest: 'What is the tie?',
    reason: 'Say more in one sentence',
    reasonHint: 'Read by the city alone; other jury members know nothing of it.',
    prefilled: 'Declared organisation: {{organisation}}.',
  },
};
