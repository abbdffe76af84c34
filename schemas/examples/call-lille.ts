import type { CallContent } from '../call.ts';
import { documents } from './documents.ts';
import { steps } from './steps.ts';

export const exampleCallId = 'cal_00000000000000000000000001' as const;

/**
 * Lille's permanent call, as an example. Sectors are those that the City's plans name, kinds of support those of the
 * regional scheme, and the four criteria the characteristics asked for by the call of 2011-2015. No weight, threshold,
 * number of jurors, delay or list of documents of Lille's was found: those here are examples, as `example` says, and so
 * are the service's address and whoever signs letters. The paragraph on remedies follows common usage (code de justice administrative, R421-1) and
 * is for the City's lawyers to confirm.
 */
export const callLille: CallContent = {
  title: {
    fr: 'Appel à projets permanent : économie sociale et solidaire',
    en: 'Permanent call for projects: social and solidarity economy',
  },
  introduction: {
    fr: 'La Ville de Lille accompagne toute l’année les projets de l’économie sociale et solidaire qui se déroulent à Lille, Hellemmes ou Lomme : ceux qui répondent à un besoin social, créent de l’activité durable et associent plusieurs acteurs. Le dépôt est ouvert en permanence. Un jury étudie chaque dossier, étape par étape, et la décision revient à la Ville.',
    en: 'All year round, the City of Lille supports projects of the social and solidarity economy that take place in Lille, Hellemmes or Lomme: those that meet a social need, create lasting activity and bring several partners together. Applications are open at all times. A jury studies each one, step by step, and the decision is the City’s.',
  },
  service: {
    name: 'Service Économie sociale et solidaire (exemple)',
    address: '1 place de l’Exemple, 59000 Lille',
    email: 'ess@ville.example',
    phone: '03 53 01 00 00',
  },
  signatory: {
    fullName: 'Alix Exemple',
    capacity: {
      fr: 'Adjointe au maire déléguée à l’économie sociale et solidaire, par délégation du maire (exemple)',
      en: 'Deputy mayor for the social and solidarity economy, by delegation of the Mayor (example)',
    },
  },
  silenceMonths: 2,
  remedies: {
    fr: 'Si vous contestez cette décision, vous pouvez, dans les deux mois qui suivent sa notification, ou la date à laquelle elle est née du silence de la Ville, adresser un recours gracieux au maire de Lille ou saisir le tribunal administratif de Lille. Un recours gracieux formé dans ce délai le prolonge en principe : vous disposez alors de deux mois à compter de la réponse pour saisir le tribunal. Le silence gardé deux mois sur un recours gracieux vaut rejet de ce recours.',
    en: 'If you dispute this decision, you may, within two months of its notification, or of the date on which the City’s silence gave rise to it, ask the Mayor of Lille to reconsider it (recours gracieux) or bring the matter before the administrative court of Lille (tribunal administratif). A request to reconsider made in time extends that period as a rule: you then have two months from the answer to go to the court. Two months’ silence on such a request amounts to its rejection.',
  },
  sectors: [
    { id: 'finance', label: { fr: 'Finances solidaires', en: 'Solidarity finance' } },
    { id: 'work-integration', label: { fr: 'Insertion', en: 'Work integration' } },
    { id: 'housing', label: { fr: 'Habitat', en: 'Housing' } },
    { id: 'leisure', label: { fr: 'Loisirs', en: 'Leisure' } },
    { id: 'personal-services', label: { fr: 'Services aux personnes', en: 'Personal services' } },
    { id: 'fair-trade', label: { fr: 'Commerce équitable', en: 'Fair trade' } },
    { id: 'business-creation', label: { fr: 'Aide à la création d’activité', en: 'Help to start a business' } },
  ],
  supportKinds: [
    {
      id: 'design',
      label: { fr: 'Conception et montage', en: 'Design and preparation' },
      hint: { fr: 'Une idée à étudier et à mettre au point.', en: 'An idea to be studied and worked out.' },
    },
    {
      id: 'start-up',
      label: { fr: 'Démarrage', en: 'Start-up' },
      hint: { fr: 'Un projet prêt, à lancer.', en: 'A project that is ready to begin.' },
    },
    {
      id: 'development',
      label: { fr: 'Développement et pérennisation', en: 'Development and consolidation' },
      hint: {
        fr: 'Une activité qui existe, à étendre ou à consolider.',
        en: 'An existing activity to be extended or consolidated.',
      },
    },
    {
      id: 'turnaround',
      label: { fr: 'Retournement', en: 'Turnaround' },
      hint: { fr: 'Une activité à redresser.', en: 'An activity to be put back on its feet.' },
    },
  ],
  documents,
  eligibility: [
    {
      id: 'max-amount',
      kind: 'max-amount',
      label: {
        fr: 'Le montant demandé ne dépasse pas 30 000 € (exemple)',
        en: 'At most €30,000 is asked for (example)',
      },
      amountCents: 3_000_000,
    },
    {
      id: 'max-share',
      kind: 'max-share',
      label: {
        fr: 'Le montant demandé ne dépasse pas 80 % du budget du projet (exemple)',
        en: 'At most 80% of the project’s budget is asked for (example)',
      },
      percent: 80,
    },
    {
      id: 'not-started',
      kind: 'not-started',
      label: { fr: 'Le projet n’a pas commencé avant le dépôt', en: 'The project had not begun before the submission' },
    },
  ],
  steps,
  openFilesPerJuror: 15,
  envelopeCents: 60_000_000,
  agreementAboveCents: 2_300_000,
  example: true,
};
