import { useState } from 'react';
import type { PostLine } from '../../core/office/units';
import { useText } from '../../hooks';
import { Choice, FormDialog, Line } from '../office/form_dialog';
import { useToday } from '../office/parts';
import type { OrganisationSender } from './organisation_page';
import { useWords, type UnitDialogProps } from './unit_dialogs';
import { PersonFinder } from './person_finder';

type Who = 'new' | 'known';

// Somebody new with a first post, or one more post for somebody who is here already.
export function PersonDialog({ page, sender, onClose }: UnitDialogProps) {
  const text = useText();
  const words = useWords();
  const today = useToday();
  const [who, setWho] = useState<Who>('new');
  const [known, setKnown] = useState<{ person: number; name: string } | null>(null);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [born, setBorn] = useState('');
  const [telephone, setTelephone] = useState('');
  const [email, setEmail] = useState('');
  const [rank, setRank] = useState('');
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState(today);
  const chosenTitle = title || (words.titles[0]?.code ?? '');
  const post = { unit: page.id, title: chosenTitle, from, to: '' };
  const send = () => {
    if (who === 'known') {
      return sender.send('post.add', { spec: { ...post, person: known?.person ?? 0 } });
    }
    const personal = {
      code: code.trim(),
      name: name.trim(),
      born,
      telephone: telephone.trim(),
      email: email.trim(),
    };
    return sender.send('person.add', { personal, rank, post });
  };
  const named = who === 'new' ? name.trim() !== '' : known !== null;
  return (
    <FormDialog
      title={text.get('person_add_title', { unit: page.unit.spec.name })}
      lead={text.get('person_add_lead')}
      verb={text.get('person_add_verb')}
      ready={named && chosenTitle !== '' && from !== ''}
      wide
      onSend={send}
      onClose={onClose}
    >
      <div className="choices" role="group" aria-label={text.get('person_who')}>
        {(['new', 'known'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={who === one} onClick={() => setWho(one)}>
            {text.get(`person_${one}`)}
          </button>
        ))}
      </div>
      {who === 'known' ? (
        <PersonFinder chosen={known} onChoose={setKnown} />
      ) : (
        <>
          <Line label={text.get('person_name')} value={name} required onChange={setName} />
          <div className="form-row">
            <Line label={text.get('person_code')} value={code} maxLength={60} onChange={setCode} />
            <Line label={text.get('person_born')} type="date" value={born} onChange={setBorn} />
            <Choice
              label={text.get('person_rank')}
              value={rank}
              options={[{ value: '', name: '–' }, ...words.ranks.map(optionOf)]}
              onChange={setRank}
            />
          </div>
          <div className="form-row">
            <Line
              label={text.get('person_telephone')}
              value={telephone}
              maxLength={40}
              onChange={setTelephone}
            />
            <Line label={text.get('person_email')} value={email} onChange={setEmail} />
          </div>
        </>
      )}
      <div className="form-row">
        <Choice
          label={text.get('post_title')}
          value={chosenTitle}
          options={words.titles.map(optionOf)}
          onChange={setTitle}
        />
        <Line label={text.get('post_since')} type="date" value={from} required onChange={setFrom} />
      </div>
    </FormDialog>
  );
}

const optionOf = (word: { readonly code: string; readonly name: string }) => ({
  value: word.code,
  name: word.name,
});

interface EndProps {
  readonly post: PostLine;
  readonly sender: OrganisationSender;
  readonly onClose: () => void;
}

export function EndPostDialog({ post, sender, onClose }: EndProps) {
  const text = useText();
  const today = useToday();
  const [day, setDay] = useState(today);
  const [decision, setDecision] = useState('');
  return (
    <FormDialog
      title={text.get('post_end_of', { name: post.name, title: post.title })}
      lead={text.get('post_end_lead')}
      verb={text.get('post_end')}
      ready={day !== ''}
      onSend={() =>
        sender.send('post.end', { post: post.post, last_day: day, decision: decision.trim() })
      }
      onClose={onClose}
    >
      <Line label={text.get('post_last_day')} type="date" value={day} required onChange={setDay} />
      <Line
        label={text.get('decision')}
        hint={text.get('decision_hint')}
        value={decision}
        onChange={setDecision}
      />
    </FormDialog>
  );
}
