import { useState } from 'react';
import type { UnitTree } from '../../core/office/tree';
import type { PostLine, UnitLink, UnitView } from '../../core/office/units';
import { organisationPath, unitPath } from '../../core/route';
import { usePageTitle, useText } from '../../hooks';
import { naming } from '../office/naming';
import { Empty, PageLink, Sheet } from '../office/parts';
import { PeopleList } from '../unit/people_list';
import { UnitHead } from '../unit/unit_head';
import { UnitHistory } from '../unit/unit_history';
import type { OrganisationSender } from './organisation_page';
import { EndPostDialog, PersonDialog } from './people_dialogs';
import { AddDialog, CloseDialog, MergeDialog, MoveDialog, RenameDialog } from './unit_dialogs';

interface Props {
  readonly view: UnitView;
  readonly tree: UnitTree;
  readonly sender: OrganisationSender;
}

type UnitAct = 'add' | 'rename' | 'move' | 'merge' | 'close';
type Act = UnitAct | 'person';

const kActs: readonly (readonly [UnitAct, string])[] = [
  ['add', 'unit.add'],
  ['rename', 'unit.rename'],
  ['move', 'unit.move'],
  ['merge', 'units.merge'],
  ['close', 'unit.close'],
];

// One unit beside the tree: what it is, who is in it, what may be changed.
export function UnitPane({ view, tree, sender }: Props) {
  const text = useText();
  const page = view.organisation;
  const heading = usePageTitle(page.unit.spec.name);
  const names = naming(view.names);
  const [act, setAct] = useState<Act | null>(null);
  const [ending, setEnding] = useState<PostLine | null>(null);
  const [past, setPast] = useState(false);
  const acts = page.unit.ending === 'none' ? kActs.filter(([, one]) => view.may.includes(one)) : [];
  const close = () => setAct(null);
  const common = { page, tree, sender, onClose: close };
  return (
    <>
      <UnitHead page={page} heading={heading} names={names} link={organisationPath}>
        <PageLink className="button" to={unitPath(page.id)}>
          {text.get('unit_open')}
        </PageLink>
      </UnitHead>
      {acts.length > 0 && (
        <div className="button-row no-print">
          {acts.map(([one]) => (
            <button key={one} className="button" onClick={() => setAct(one)}>
              {text.get(`unit_${one}`)}
            </button>
          ))}
        </div>
      )}
      <Sheet
        title={text.get('people_title')}
        count={page.posts.length}
        actions={
          view.may.includes('person.add') && (
            <button className="button-quiet no-print" onClick={() => setAct('person')}>
              {text.get('person_add')}
            </button>
          )
        }
      >
        {page.posts.length === 0 && <Empty>{text.get('people_none')}</Empty>}
        <PeopleList
          posts={page.posts}
          actions={(post) =>
            view.may.includes('post.end') && (
              <button
                className="button-quiet no-print"
                aria-label={text.get('post_end_of', { name: post.name, title: post.title })}
                onClick={() => setEnding(post)}
              >
                {text.get('post_end')}
              </button>
            )
          }
        />
      </Sheet>
      <Below title={text.get('children_title')} units={page.children} />
      <Below title={text.get('second_children_title')} units={page.second_children} />
      <Sheet
        title={text.get('history_title')}
        actions={
          page.past_posts > 0 && (
            <button className="button-quiet" aria-expanded={past} onClick={() => setPast(!past)}>
              {text.count('past_posts', page.past_posts)}
            </button>
          )
        }
      >
        <UnitHistory page={page} names={names} past={past} />
      </Sheet>
      {act === 'add' && <AddDialog {...common} />}
      {act === 'rename' && <RenameDialog {...common} />}
      {act === 'move' && <MoveDialog {...common} />}
      {act === 'merge' && <MergeDialog {...common} />}
      {act === 'close' && <CloseDialog {...common} />}
      {act === 'person' && <PersonDialog {...common} />}
      {ending && <EndPostDialog post={ending} sender={sender} onClose={() => setEnding(null)} />}
    </>
  );
}

function Below({ title, units }: { readonly title: string; readonly units: readonly UnitLink[] }) {
  const text = useText();
  if (units.length === 0) return null;
  return (
    <Sheet title={title} count={units.length}>
      <ul className="below">
        {units.map((one) => (
          <li key={one.unit}>
            <PageLink to={organisationPath(one.unit)}>{one.name}</PageLink>
            {one.subordinates > 0 && (
              <span className="muted small"> {text.count('subordinates', one.subordinates)}</span>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
