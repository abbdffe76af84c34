import { describe, expect, test } from 'vitest';
import type { LetterFacts, Message, TemplateFacts, TemplateName } from '../../../functions/notify/templates/facts.ts';
import { templates } from '../../../functions/notify/templates/templates.ts';
import { type Language, languages } from '../../../schemas/fields.ts';
import { factsIn } from './facts.ts';

const names = Object.keys(templates) as TemplateName[];
const toJurors: TemplateName[] = ['step-opened', 'juror-assigned', 'reminded'];

const render = <N extends TemplateName>(name: N, language: Language, change: Partial<TemplateFacts[N]> = {}): Message =>
  templates[name]({ ...factsIn(language)[name], ...change });

/** Non-breaking spaces made plain. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** What a reader of the HTML sees, without its tags. */
const seen = (html: string) =>
  plain(
    html
      .replace(/<head>[\s\S]*<\/head>/, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  ).replace(/\s+/g, ' ');

describe.each(languages)('every mail in %s', (language) => {
  test.each(names)('%s names the file, the project, the organisation and the service', (name) => {
    const { subject, text, html } = render(name, language);
    const { application, organisationName, service, recipientName } = factsIn(language)[name];
    expect(subject).toContain(application.number);
    for (const body of [plain(text), seen(html)])
      for (const part of [
        application.number,
        plain(application.title),
        organisationName,
        recipientName,
        service.name,
        service.address,
        service.email,
        service.phone,
      ])
        expect(body).toContain(part);
  });

  test.each(names)('%s links to the file in the reader’s own area', (name) => {
    const area = toJurors.includes(name) ? 'jury' : 'applicant';
    const address = `https://projets.ville.example/${area}/applications/app_0000000000000000000000000a`;
    const { text, html } = render(name, language);
    expect(text).toContain(`\n${address}\n`);
    expect(html).toContain(`href="${address}"`);
  });

  test.each(names)('%s says its language, fetches nothing and leaves no value out', (name) => {
    const { subject, text, html } = render(name, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<img|<link|<script|url\(|src=/);
    for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|NaN|\[object|Invalid|\{\{|\$\{/);
  });
});

describe.each(languages)('every letter of the City in %s', (language) => {
  const letters = names.filter((name) => !toJurors.includes(name));

  test.each(letters)('%s is dated, addressed and signed', (name) => {
    const { text, html } = render(name, language);
    const { address, signatory } = factsIn(language)[name] as LetterFacts;
    const dated = language === 'fr' ? 'Lille, le 1er décembre 2026' : 'Lille, 1 December 2026';
    for (const body of [plain(text), seen(html)])
      for (const part of [...address, dated, signatory?.name, signatory?.capacity]) expect(body).toContain(part);
  });

  test.each(toJurors)('%s, to a juror, is none', (name) => {
    expect(render(name, language).text).not.toMatch(/Lille, (le )?1|Alix Exemple/);
  });

  test('a support says how to dispute it where it gives less than was asked for or sets conditions', () => {
    const { remedies, amountAskedCents } = factsIn(language).supported;
    const says = (change: Partial<TemplateFacts['supported']>) => {
      const { text } = render('supported', language, { conditions: undefined, ...change });
      return [text.includes(remedies), /Montant demandé|Amount requested/.test(text)];
    };
    expect(says({})).toEqual([true, true]);
    expect(says({ amountCents: amountAskedCents })).toEqual([false, false]);
    expect(says({ amountCents: amountAskedCents, conditions: 'Un compte rendu.' })).toEqual([true, false]);
  });
});

describe('the acknowledgement says what CRPA R112-5 requires', () => {
  test('in French', () => {
    const { subject, text, html } = render('acknowledgement', 'fr');
    expect(plain(subject)).toBe(
      'Accusé de réception du dossier ESS-2026-4F7K2 : Monnaie locale : un comptoir d’échange à Lomme',
    );
    for (const body of [plain(text), seen(html)]) {
      // Received at 00:30 on the 23rd in Paris.
      expect(body).toContain('a reçu le 23 septembre 2026');
      expect(body).toContain(
        'Sans réponse de la Ville au 23 novembre 2026, votre demande sera rejetée de façon implicite.',
      );
      expect(body).toContain(
        'le silence gardé pendant 2 mois sur une demande d’aide financière vaut décision de rejet',
      );
      expect(body).toContain('L. 231-4');
      expect(body).toContain('L. 112-3 et R. 112-5');
      expect(body).toContain(plain(factsIn('fr').acknowledgement.remedies));
      expect(body).toContain('6 000 €');
      expect(body).toContain('Statuts (statutes.pdf)');
    }
  });

  test('in English', () => {
    const { text } = render('acknowledgement', 'en');
    expect(text).toContain(
      'If the City has not answered by 23 November 2026, your request will be refused by implicit decision.',
    );
    expect(text).toContain(factsIn('en').acknowledgement.remedies);
  });
});

describe('letters and requests carry their own facts', () => {
  test('a request says what, until when, and that the clock stands still', () => {
    const text = plain(render('complements-requested', 'fr').text);
    expect(text).toContain('> Merci de joindre les comptes');
    expect(text).toContain('Répondez au plus tard le 16 octobre 2026.');
    expect(text).toContain('le délai au terme duquel le silence de la Ville vaut rejet est suspendu');
  });

  test('the answer to a request names the new day on which silence refuses', () => {
    expect(plain(render('complements-received', 'fr').text)).toContain('Sans réponse de la Ville au 1er décembre 2026');
  });

  test('a request, and its answer, say when silence has refused already', () => {
    for (const name of ['complements-requested', 'complements-received'] as const) {
      const text = plain(render(name, 'fr', { refusedBySilenceOn: '2026-09-30' }).text);
      expect(text).toContain('Sans réponse de la Ville au 30 septembre 2026, votre demande avait été rejetée');
      expect(text).not.toMatch(/Le délai court à nouveau|est suspendu/);
    }
  });

  test('support names the amount, the day and the reference', () => {
    const text = plain(render('supported', 'fr').text);
    expect(text).toContain('La Ville de Lille soutient votre projet à hauteur de 12 500 €.');
    expect(text).toContain('Décision du : 27 novembre 2026');
    expect(text).toContain('Référence : 26/412');
  });

  test('support without reasons or a reference leaves no empty place', () => {
    const { text } = render('supported', 'en', { reasons: undefined, reference: undefined, conditions: undefined });
    expect(text).not.toContain('Reference');
    expect(text).not.toContain('\n>');
  });

  test.each(['refused', 'ineligible'] as const)('%s gives reasons and how to dispute it', (name) => {
    for (const language of languages) {
      const facts = factsIn(language)[name];
      const { text } = render(name, language);
      expect(text).toContain(`> ${facts.reasons}`);
      expect(text).toContain(facts.remedies);
    }
  });

  test('support names what is given in kind and on what conditions', () => {
    const text = plain(render('supported', 'fr').text);
    expect(text).toContain('- Local : Un atelier de 40 m² à Fives, pour un an.');
    expect(text).toContain('> Le plan de financement est confirmé avant le premier versement.');
    expect(text).toContain('dépassent 23 000 € dans l’année');
    expect(render('supported', 'fr', { inKind: [], conditions: undefined }).text).not.toMatch(
      /Aide en nature|Conditions/,
    );
  });

  test('a refusal says what the jury says of criteria', () => {
    const text = plain(render('refused', 'fr').text);
    expect(text).toContain('Innovation :\n\n> Une activité utile, proche de ce qui existe déjà.');
    expect(render('refused', 'fr', { feedback: [] }).text).not.toContain('critère par critère');
  });

  test.each(['supported', 'refused', 'decision-corrected'] as const)('%s says when silence had refused', (name) => {
    const late = { refusedBySilenceOn: '2026-11-23' };
    expect(plain(render(name, 'fr', late).text)).toContain(
      'Sans réponse de la Ville au 23 novembre 2026, votre demande avait été rejetée de façon implicite. La présente décision remplace ce rejet.',
    );
    expect(render(name, 'fr').text).not.toContain('implicite. La présente');
  });

  test.each(['decision-corrected', 'decision-withdrawn'] as const)(
    '%s names the former decision, why, and remedies',
    (name) => {
      for (const language of languages) {
        const facts = factsIn(language)[name];
        const { text } = render(name, language);
        expect(text).toContain(facts.remedies);
        expect(text).toContain(`> ${'why' in facts ? facts.why : facts.reasons}`);
      }
      expect(plain(render(name, 'fr').text)).toMatch(/celle du 20 novembre 2026|sa décision du 27 novembre 2026/);
    },
  );

  test('a deferral warns of the clock only while it still runs', () => {
    expect(plain(render('deferred', 'fr').text)).toContain('sans décision au 1er décembre 2026');
    expect(render('deferred', 'fr', { silenceRejectsOn: undefined }).text).not.toContain('implicite');
  });

  test('a juror learns the day in Paris, and nobody else’s work', () => {
    const text = plain(render('step-opened', 'fr').text);
    expect(text).toContain('Remettez votre évaluation au plus tard le 4 novembre 2026.');
    expect(text).toContain('Étape : Notation du jury');
    expect(text).toContain('déportez-vous');
  });
});

describe('what people typed stays words', () => {
  const hostile = '<img src=x onerror="alert(1)"> & \'Co\'\r\nBcc: all@ville.example\u2028X';

  test.each(names)('%s escapes it in HTML and keeps headers on one line', (name) => {
    const facts = factsIn('fr')[name];
    const message = templates[name]({
      ...facts,
      recipientName: hostile,
      organisationName: hostile,
      callTitle: hostile,
      application: { ...facts.application, title: hostile },
      ...('reasons' in facts && { reasons: hostile }),
      ...('message' in facts && { message: hostile }),
      ...('stepLabel' in facts && { stepLabel: hostile }),
      ...('documents' in facts && { documents: [{ label: hostile, filename: hostile }] }),
    } as never);
    expect(message.html).not.toContain('<img');
    expect(message.html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;Co&#39;');
    expect(message.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  });

  test('a subject holds a hostile title on its one line', () => {
    const facts = factsIn('en').acknowledgement;
    const { subject } = templates.acknowledgement({
      ...facts,
      application: { ...facts.application, title: 'A\r\nBcc: all@ville.example' },
    });
    expect(subject).toBe('Receipt of application ESS-2026-4F7K2: A Bcc: all@ville.example');
  });

  test('line breaks of a request stay line breaks', () => {
    const { text, html } = render('complements-requested', 'fr', { message: 'Les comptes.\nLes statuts.' });
    expect(text).toContain('> Les comptes.\n> Les statuts.');
    expect(html).toContain('Les comptes.<br>Les statuts.');
  });
});
