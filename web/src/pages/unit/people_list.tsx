import type { ReactNode } from 'react';
import type { PostLine } from '../../core/office/units';
import { writtenDay } from '../../core/office/days';
import { useText } from '../../hooks';
import { Avatar } from '../../tiles/avatar';

interface Props {
  readonly posts: readonly PostLine[];
  readonly actions?: (post: PostLine) => ReactNode;
}

// By the order of their titles, as the server has put them.
export function PeopleList({ posts, actions }: Props) {
  const text = useText();
  return (
    <ul className="people">
      {posts.map((post) => (
        <li key={post.post} className="post-holder" data-leads={post.leads || undefined}>
          <Avatar name={post.name} />
          <span className="row-words">
            <strong>{post.name}</strong>
            <span>
              {post.title}
              {post.rank && <span className="muted"> · {post.rank}</span>}
              {post.leads && <span className="tag">{text.get('post_leads')}</span>}
            </span>
            <span className="muted small">{detailsOf(post)}</span>
          </span>
          {actions?.(post)}
        </li>
      ))}
    </ul>
  );

  function detailsOf(post: PostLine): string {
    const from = writtenDay(post.from, text.locale);
    const to = writtenDay(post.to, text.locale);
    return [
      from && (to ? text.get('post_from_to', { from, to }) : text.get('post_from', { from })),
      post.other_posts > 0 ? text.count('other_posts', post.other_posts) : '',
      post.telephone,
      post.email,
    ]
      .filter(Boolean)
      .join(' · ');
  }
}
