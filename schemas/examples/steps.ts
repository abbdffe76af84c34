import type { Step } from '../call.ts';
import { anchors } from './anchors.ts';

/** The two checks that staff make. Completeness and eligibility are told apart, as the City's own guide does. */
const completeness: Step = {
  id: 'completeness',
  kind: 'check',
  label: { fr: 'Complétude du dossier', en: 'Completeness of the file' },
  hint: {
    fr: 'Toutes les pièces sont-elles là, et lisibles ?',
    en: 'Are all documents there, and can they be read?',
  },
  delayDays: 15,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
  items: [
    {
      id: 'statutes',
      label: { fr: 'Les statuts sont joints, datés et signés', en: 'Articles attached, dated and signed' },
    },
    {
      id: 'bank-details',
      label: { fr: 'Le RIB est au nom de la structure', en: 'Bank details are in the organisation’s name' },
    },
    {
      id: 'accounts',
      label: {
        fr: 'Les comptes sont joints, ou la structure n’a clos aucun exercice',
        en: 'Accounts attached, or no financial year closed yet',
      },
    },
    {
      id: 'signatory',
      label: { fr: 'Le signataire peut engager la structure', en: 'The signatory may bind the organisation' },
    },
  ],
  onFailure: 'complements',
};

const eligibility: Step = {
  id: 'eligibility',
  kind: 'check',
  label: { fr: 'Éligibilité du projet', en: 'Eligibility of the project' },
  hint: {
    fr: 'Le projet remplit-il les conditions de l’appel ?',
    en: 'Does the project meet the conditions of the call?',
  },
  delayDays: 15,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
  items: [
    {
      id: 'legal-existence',
      label: { fr: 'La structure existe légalement et dispose d’un SIRET', en: 'Legal existence and a SIRET number' },
    },
    {
      id: 'social-economy',
      label: {
        fr: 'La structure relève de l’économie sociale et solidaire',
        en: 'The organisation belongs to the social and solidarity economy',
      },
    },
    {
      id: 'territory',
      label: {
        fr: 'Le projet se déroule à Lille, Hellemmes ou Lomme',
        en: 'The project takes place in Lille, Hellemmes or Lomme',
      },
    },
    {
      id: 'not-finished',
      label: { fr: 'Le projet n’est pas déjà achevé', en: 'The project is not already finished' },
    },
  ],
  onFailure: 'ineligible',
};

/** The grid: the four characteristics of Lille's call of 2011-2015; weights, marks, threshold and hours are examples. */
const evaluation: Step = {
  id: 'evaluation',
  kind: 'score',
  label: { fr: 'Notation du jury', en: 'Scoring by the jury' },
  hint: {
    fr: 'Chaque membre du jury note seul, de 0 à 5, et explique sa note. Les pondérations sont données à titre d’exemple.',
    en: 'Each jury member marks alone, from 0 to 5, and explains the mark. Weights are examples.',
  },
  delayDays: 21,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
  wanted: 3,
  quorum: 2,
  correctionHours: 24,
  threshold: { percent: 50, mode: 'advisory' },
  blind: { applicant: false, peers: false },
  criteria: [
    {
      id: 'economic-logic',
      label: { fr: 'Logique économique', en: 'Economic logic' },
      hint: {
        fr: 'Production de biens ou de services solidaires, création d’emplois, viabilité au-delà des aides du démarrage.',
        en: 'Production of solidarity goods or services, jobs created, viability beyond the aid of the beginning.',
      },
      weight: 30,
      maxMark: 5,
      anchors: anchors['economic-logic'],
    },
    {
      id: 'social-need',
      label: { fr: 'Réponse à un besoin social', en: 'Answer to a social need' },
      hint: {
        fr: 'Réponse à des besoins non satisfaits, amélioration des services, lien social.',
        en: 'Answer to unmet needs, better services, social ties.',
      },
      weight: 30,
      maxMark: 5,
      anchors: anchors['social-need'],
    },
    {
      id: 'collective-dimension',
      label: { fr: 'Dimension collective', en: 'Collective dimension' },
      hint: {
        fr: 'Mise en réseau d’acteurs, objectifs communs.',
        en: 'Partners who work as a network, shared aims.',
      },
      weight: 20,
      maxMark: 5,
      anchors: anchors['collective-dimension'],
    },
    {
      id: 'innovation',
      label: { fr: 'Innovation', en: 'Innovation' },
      hint: {
        fr: 'Respect de l’environnement et de la condition humaine, valeur ajoutée, originalité.',
        en: 'Respect for the environment and for people, added value, originality.',
      },
      weight: 20,
      maxMark: 5,
      anchors: anchors.innovation,
    },
  ],
};

const committee: Step = {
  id: 'committee-opinion',
  kind: 'deliberate',
  label: { fr: 'Avis du comité de sélection', en: 'Opinion of the selection committee' },
  hint: {
    fr: 'Réuni en séance, le comité découvre les notes, en débat, vote son avis et propose un montant.',
    en: 'In session, the committee sees the marks, discusses them, votes its opinion and proposes an amount.',
  },
  delayDays: 14,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
  quorum: 2,
};

const council: Step = {
  id: 'council-decision',
  kind: 'decide',
  label: { fr: 'Délibération du conseil municipal', en: 'Resolution of the city council' },
  hint: {
    fr: 'L’avis du jury éclaire la décision, sans la lier.',
    en: 'The jury’s opinion informs the decision without binding it.',
  },
  delayDays: 45,
  remindDaysBefore: 5,
  escalateDaysAfter: 7,
};

export const steps: Step[] = [completeness, eligibility, evaluation, committee, council];
