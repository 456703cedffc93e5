// The desk, and what surrounds a conference: invitations, minutes, news. In English.
export const deskEn = {
  nav_label: 'This conference',
  nav_control: 'Control room',

  invite_room_qr: 'Invite a room by QR',
  site_invite: 'Invite by QR',
  invite_title: 'Invite a room',
  invite_room: 'Room',
  invite_choose: 'Choose a room…',
  invite_group_waiting: 'Not in yet',
  invite_group_there: 'In',
  invite_lead:
    'Whatever scans the code becomes the picture and sound of this room: a phone, a tablet or a computer with a camera.',
  invite_lead_there:
    'A device already has this room’s sound. One that scans the code takes its place only once the other lets go.',
  invite_make: 'Make a QR code',
  invite_steps:
    'Open the phone’s camera and point it at the code.|Open the link, press Picture and sound of the room.|Allow camera and microphone, enter the head count, check in.',
  invite_waiting: 'Waiting for a scan…',
  invite_joined: 'A device is connected for {site}; it has not checked in yet.',
  invite_in: '{site} is here: {heads} in the room.',
  invite_until: 'Works until {time} on {day}, for one device.',
  invite_code: 'Cannot scan? On the first page, enter the code:',
  invite_certificate:
    'The first time on each phone the browser says that it does not trust the page yet: open {address} for the certificate, then scan again.',
  invite_revoke: 'Revoke this code',

  code_label: 'I have an invitation’s code',
  code_hint: 'The code printed on the room’s invitation.',
  code_wrong: 'This is no code. Copy all its characters from the invitation, capitals as printed.',
  code_enter: 'Enter',

  demo_acts: 'Try it in three acts',
  demo_command: 'Command',
  demo_act_scan: 'Scan the code with a phone',
  demo_act_scan_lead:
    'The phone becomes a room on the wall. Press Ask to speak on the phone, then Call in the list of requests: its picture and sound go on everybody’s screen.',
  demo_act_scan_do: 'Show the QR code',
  demo_act_plug: 'Pull the plug',
  demo_act_plug_lead:
    'Run this in a terminal. The server dies at once and starts again; five seconds later the same speaker, the same clock, the same queue stand.',
  demo_act_plug_elsewhere: 'The command is shown only on the machine that runs diemcau.',
  demo_act_close: 'Close the conference',
  demo_act_close_lead:
    'The minutes open and name what was said at its moment; the conclusion becomes tasks; each province has news of its own.',
  demo_act_close_done: 'Open the minutes',
} as const;
