import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { Card } from '../../components/card.tsx';
import type { SessionActs, StaffSession } from './queries.ts';
import styles from './sessions.module.css';

/** One member's presence, and of who is away whether excused: shown as pressed at once, and as the service has it from its answer on. */
const Presence = ({
  session,
  member,
  acts,
}: {
  session: StaffSession;
  member: StaffSession['members'][number];
  acts: SessionActs;
}) => {
  const { t } = useTranslation('sessions');
  const [pressed, setPressed] = useState<{ present: boolean; excused: boolean }>();
  const { present, excused } = pressed ?? member;
  const mark = async (marked: { present: boolean; excused: boolean }) => {
    setPressed(marked);
    const params = { sessionId: session.id, personId: member.personId };
    await acts.act(() => api('markPresence', { params, body: marked }));
    setPressed(undefined);
  };
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={present}
          onChange={(event) => void mark({ present: event.target.checked, excused: false })}
        />
        <span>{member.name}</span>
      </label>
      {!present && (
        <label className={styles.excused}>
          <input
            type="checkbox"
            checked={excused}
            aria-label={t('live.excusedNamed', { name: member.name })}
            onChange={(event) => void mark({ present: false, excused: event.target.checked })}
          />
          <span>{t('live.excused')}</span>
        </label>
      )}
    </>
  );
};

/** Who of the members is there. */
export const Attendance = ({ session, acts }: { session: StaffSession; acts: SessionActs }) => {
  const { t } = useTranslation('sessions');
  const present = session.members.filter((member) => member.present).length;
  return (
    <Card as="section">
      <div className="stack">
        <h2>{t('live.members')}</h2>
        <p role="status">{t('live.present', { count: present, total: session.members.length })}</p>
        <ul className={styles.members}>
          {session.members.map((member) => (
            <li key={member.personId}>
              <Presence session={session} member={member} acts={acts} />
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
};
