import { useText } from '../hooks';
import { useView } from '../live';

interface PostLine {
  readonly post: number;
  readonly person: number;
  readonly name: string;
  readonly title: string;
  readonly leads: boolean;
}

interface UnitPosts {
  readonly organisation: { readonly posts: readonly PostLine[] };
}

interface Props {
  readonly label: string;
  readonly unit: number;
  readonly person: number;
  // As the page knows it, where the unit's people may not be seen.
  readonly name: string;
  readonly onPick: (person: number, post: number) => void;
}

// Somebody who holds a post in the unit now, in the order of titles.
export function UnitPostField({ label, unit, person, name, onPick }: Props) {
  const text = useText();
  const shown = useView<UnitPosts>(`unit/${unit}`);
  const posts = shown.status === 'shown' ? shown.state.organisation.posts : [];
  const chosen = posts.find((one) => one.person === person);
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="field-input"
        value={chosen ? chosen.post : -person}
        onChange={(event) => {
          const post = posts.find((one) => one.post === Number(event.target.value));
          onPick(post?.person ?? 0, post?.post ?? 0);
        }}
      >
        <option value={0}>{text.get('person_nobody')}</option>
        {!chosen && person !== 0 && (
          <option value={-person}>{name || text.get('person_set')}</option>
        )}
        {posts.map((one) => (
          <option key={one.post} value={one.post}>
            {[one.name, one.title].filter(Boolean).join(', ')}
          </option>
        ))}
      </select>
      {shown.status === 'refused' && (
        <span className="field-hint">{text.get('unit_people_hidden')}</span>
      )}
    </label>
  );
}
