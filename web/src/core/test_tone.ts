// Two seconds of a soft tone, to hear whether the room's loudspeakers work.
export function playTestTone(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const gain = context.createGain();
  const end = context.currentTime + 2;
  gain.gain.setValueAtTime(0, context.currentTime);
  gain.gain.linearRampToValueAtTime(0.2, context.currentTime + 0.1);
  gain.gain.setValueAtTime(0.2, end - 0.1);
  gain.gain.linearRampToValueAtTime(0, end);
  tone.frequency.value = 440;
  tone.connect(gain).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(end);
}
