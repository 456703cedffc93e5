import { useState } from 'react';
import { owedBy } from '../../core/office/owed';
import type { UnitView } from '../../core/office/units';
import { organisationPath } from '../../core/route';
import { usePageTitle, useText } from '../../hooks';
import { useView } from '../../live';
import { OfficeFrame } from '../office/office_frame';
import { OfficeView } from '../office/office_view';
import { naming } from '../office/naming';
import { Empty, PageLink, Sheet } from '../office/parts';
import { NextConference } from './next_conference';
import { OwedList } from './owed_list';
import { PeopleList } from './people_list';
import { ReviewCard, TrainingCard } from './record_cards';
import { UnitDrafts, UnitPapers } from './unit_papers';
import { UnitHead } from './unit_head';
import { UnitHistory } from './unit_history';
import { UnitTasksSheet } from './unit_tasks';
import { useMe } from '../office/me';

// "Đơn vị tôi": who is here, what is owed, what goes on.
export function UnitPageView({ unit }: { readonly unit: number }) {
  const shown = useView<UnitView>(`unit/${unit}`);
  const me = useMe();
  const mine = me?.units.includes(unit) === true;
  return (
    <OfficeFrame place={mine ? '/units/mine' : '/organisation'} wide>
      <OfficeView shown={shown}>{(view) => <Unit view={view} mine={mine} />}</OfficeView>
    </OfficeFrame>
  );
}

function Unit({ view, mine }: { readonly view: UnitView; readonly mine: boolean }) {
  const text = useText();
  const { organisation } = view;
  const heading = usePageTitle(organisation.unit.spec.name);
  const names = naming(view.names);
  const owed = owedBy(view);
  const [past, setPast] = useState(false);
  return (
    <>
      <UnitHead page={organisation} heading={heading} names={names}>
        {mine && <OtherUnits unit={organisation.id} />}
        <PageLink className="button" to={organisationPath(organisation.id)}>
          {text.get('unit_in_tree')}
        </PageLink>
      </UnitHead>
      <div className="unit-columns">
        <div className="unit-main">
          <Sheet title={text.get('owed_title')} count={owed.length}>
            <OwedList owed={owed} names={names} />
          </Sheet>
          {view.tasks && <UnitTasksSheet unit={organisation.id} tasks={view.tasks} names={names} />}
          {view.drafts && <UnitDrafts drafts={view.drafts} names={names} />}
          <UnitPapers papers={view.papers} conferences={view.conferences} />
        </div>
        <div className="unit-side">
          <NextConference conferences={view.conferences} />
          <Sheet title={text.get('people_title')} count={organisation.posts.length}>
            {organisation.posts.length === 0 ? (
              <Empty>{text.get('people_none')}</Empty>
            ) : (
              <PeopleList posts={organisation.posts} />
            )}
          </Sheet>
          <TrainingCard unit={organisation.id} training={view.training} />
          <ReviewCard unit={organisation.id} review={view.review} />
          <Sheet
            title={text.get('history_title')}
            actions={
              organisation.past_posts > 0 && (
                <button
                  className="button-quiet"
                  aria-expanded={past}
                  onClick={() => setPast(!past)}
                >
                  {text.count('past_posts', organisation.past_posts)}
                </button>
              )
            }
          >
            <UnitHistory page={organisation} names={names} past={past} />
          </Sheet>
        </div>
      </div>
    </>
  );
}

// Who holds posts in several units goes from one to the other.
function OtherUnits({ unit }: { readonly unit: number }) {
  const text = useText();
  const me = useMe();
  const others = me?.units.filter((one) => one !== unit) ?? [];
  return (
    <>
      {others.map((one, index) => (
        <PageLink key={one} className="button" to={`/units/${one}`}>
          {text.get('unit_other', { number: index + 2 })}
        </PageLink>
      ))}
    </>
  );
}
