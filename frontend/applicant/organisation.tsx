import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearch } from 'wouter';
import {
  legalForms,
  type Organisation,
  type OrganisationContent,
  organisationContent,
} from '../../schemas/organisation.ts';
import { ApiProblem, api, problemOf } from '../api.ts';
import { Button } from '../components/button.tsx';
import { ErrorSummary } from '../components/error-summary.tsx';
import { FormField } from '../components/form-field.tsx';
import { FormSection } from '../components/form-section.tsx';
import { Loaded } from '../components/loaded.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { ProblemAlert } from '../components/problem-view.tsx';
import { Select } from '../components/select.tsx';
import { useSignedInPerson } from '../components/signed-in-person.ts';
import { Loading } from '../components/spinner.tsx';
import { TextField } from '../components/text-field.tsx';
import { toast } from '../components/toast.tsx';
import { useFieldOfAddress } from '../field-of-address.ts';
import { applyProblem, summaryOf, useAttempts, useErrorsInLanguage, useZodResolver } from '../forms.ts';
import { keptValues, useKeptForm } from '../kept-form.ts';
import { JoinPanel, OwnAlready, OwnJoins, useOwnJoins } from './join.tsx';
import { useOrganisations } from './queries.ts';

/** A new organisation's form begins with what is known of the person. */
const emptyFor = ({ name, email }: { name: string; email: string }) =>
  ({ representativeName: name, email }) as OrganisationContent;

/** Whether an answer says that nothing was recorded; with a key that was used before, something was. */
const refused = (error: unknown): boolean =>
  error instanceof ApiProblem && error.status >= 400 && error.status < 500 && error.code !== 'idempotency-key-reused';

/** A file that is being reviewed, to which its applicant comes back. */
const reviewOf = (search: string): string | undefined => {
  const file = new URLSearchParams(search).get('file');
  return file && /^app_[0-9a-z]+$/.test(file) ? `/applicant/applications/${file}/review` : undefined;
};

const OrganisationForm = ({ organisation }: { organisation: Organisation | undefined }) => {
  const { t } = useTranslation(['applicant', 'words']);
  const person = useSignedInPerson();
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const review = reviewOf(useSearch());
  const [attempt, failed] = useAttempts();
  const key = useRef<string>(undefined);
  /** The SIRET that was refused because it is registered already, and whether the person acts for its organisation. */
  const [held, setHeld] = useState<{ siret: string; own: boolean }>();
  const place = `organisation.${person.id}.${organisation?.id ?? 'new'}`;
  const form = useForm<OrganisationContent, unknown, OrganisationContent>({
    resolver: useZodResolver(organisationContent),
    defaultValues: keptValues<OrganisationContent>(place, organisation ?? emptyFor(person)),
    shouldFocusError: false,
  });
  const stopKeeping = useKeptForm(place, form);
  const save = useMutation({
    mutationFn: (content: OrganisationContent) => {
      key.current ??= crypto.randomUUID();
      return organisation
        ? api('updateOrganisation', {
            params: { organisationId: organisation.id },
            body: { ...content, version: organisation.version },
          })
        : api('registerOrganisation', { body: { ...content, idempotencyKey: key.current } });
    },
    onSuccess: async (saved) => {
      stopKeeping();
      client.setQueryData<Organisation[]>(['organisations'], (all = []) => [
        ...all.filter(({ id }) => id !== saved.id),
        saved,
      ]);
      // A file in hand shows its organisation too.
      await client.invalidateQueries({ queryKey: ['file'] });
      navigate(review ?? '/applicant');
      toast(t(organisation ? 'organisation.saved' : 'organisation.registered'));
    },
    onError: (error, { siret }) => {
      if (error instanceof ApiProblem && error.problem.fields) applyProblem(form, error.problem);
      const { code } = problemOf(error);
      const own = code === 'organisation-own';
      setHeld(own || code === 'organisation-known' ? { siret, own } : undefined);
      // What was refused was not done: the next press is another act. What got no answer may have been done all the same.
      if (refused(error)) key.current = undefined;
      failed();
    },
  });
  useFieldOfAddress(form);
  useErrorsInLanguage(form);
  const { control } = form;
  const errors = summaryOf(form.formState.errors);
  return (
    <form
      noValidate
      className="stack-l"
      onSubmit={form.handleSubmit((content) => {
        if (!save.isPending) save.mutate(content);
      }, failed)}
    >
      <PageHeader
        title={t(organisation ? 'organisation.editTitle' : 'organisation.registerTitle')}
        {...(review && { back: { href: review, label: t('organisation.backToReview') } })}
        lead={<p>{t(organisation ? 'organisation.editLead' : 'organisation.registerLead')}</p>}
      />
      <OwnJoins />
      <ErrorSummary errors={errors} attempt={attempt} />
      {save.isError && errors.length === 0 && !held && <ProblemAlert error={save.error} />}
      <FormSection title={t('organisation.identity')}>
        <FormField control={control} name="name" as={TextField} autoComplete="organization" />
        <FormField
          control={control}
          name="legalForm"
          as={Select}
          options={legalForms.map((value) => ({ value, label: t(`words:legalForms.${value}`) }))}
        />
        <FormField control={control} name="siret" as={TextField} inputMode="numeric" short />
        {held &&
          held.siret === form.watch('siret')?.replace(/\s/g, '') &&
          (held.own ? <OwnAlready /> : <JoinPanel siret={held.siret} onAsked={() => form.clearErrors('siret')} />)}
        <FormField control={control} name="rna" as={TextField} short />
      </FormSection>
      <FormSection title={t('organisation.address')}>
        <FormField control={control} name="address" as={TextField} autoComplete="street-address" />
        <FormField
          control={control}
          name="postalCode"
          as={TextField}
          inputMode="numeric"
          autoComplete="postal-code"
          short
        />
        <FormField control={control} name="city" as={TextField} autoComplete="address-level2" />
      </FormSection>
      <FormSection title={t('organisation.representative')}>
        <FormField control={control} name="representativeName" as={TextField} autoComplete="name" />
        <FormField control={control} name="representativeRole" as={TextField} autoComplete="organization-title" />
      </FormSection>
      <FormSection title={t('organisation.contact')}>
        <FormField control={control} name="email" as={TextField} type="email" autoComplete="email" />
        <FormField control={control} name="phone" as={TextField} type="tel" autoComplete="tel" short />
      </FormSection>
      <div>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t(organisation ? 'organisation.save' : 'organisation.register')}
        </Button>
      </div>
    </form>
  );
};

/** Registers the person's organisation, or corrects it. */
const OrganisationPage = () => {
  const query = useOrganisations();
  // Told of with the page, never after it: nothing moves while somebody reads.
  const joins = useOwnJoins();
  const asked = new URLSearchParams(useSearch()).get('id');
  if (joins.isPending) return <Loading />;
  return (
    <Loaded query={query}>
      {(organisations) => {
        const by = (wanted: string | null) => organisations.find(({ id }) => id === wanted);
        const chosen = by(asked) ?? by(localStorage.getItem('organisation')) ?? organisations[0];
        return <OrganisationForm key={chosen?.id ?? 'new'} organisation={chosen} />;
      }}
    </Loaded>
  );
};

export default OrganisationPage;
