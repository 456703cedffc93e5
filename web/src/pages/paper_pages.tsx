import type { Route } from '../core/route';
import { MyAccountPage } from './account/my_account_page';
import { DraftPageView } from './drafts/draft_page';
import { DraftsPage } from './drafts/drafts_page';
import { AccountsPage } from './organisation/accounts_page';
import { ImportPage } from './organisation/import_page';
import { OrganisationPage } from './organisation/organisation_page';
import { ReviewPageView } from './reviews/review_page';
import { BoardPage, TasksPage } from './tasks/board_page';
import { TaskPageView } from './tasks/task_page';
import { MinePage } from './unit/mine_page';
import { UnitPageView } from './unit/unit_page';

// Units, tasks, drafts and the organisation: pages to be read and written.
export function PaperPages({ at }: { readonly at: Route }) {
  switch (at.page) {
    case 'me':
      return <MyAccountPage />;
    case 'mine':
      return <MinePage />;
    case 'unit':
      return <UnitPageView key={at.id} unit={at.id} />;
    case 'review':
      return <ReviewPageView key={at.id} unit={at.id} />;
    case 'tasks':
      return <TasksPage />;
    case 'board':
      return <BoardPage unit={at.id} />;
    case 'task':
      return <TaskPageView task={at.id} />;
    case 'drafts':
      return <DraftsPage />;
    case 'draft':
      return <DraftPageView draft={at.id} />;
    case 'organisation':
      return <OrganisationPage unit={at.id} />;
    case 'import':
      return <ImportPage />;
    case 'accounts':
      return <AccountsPage />;
    default:
      return null;
  }
}
