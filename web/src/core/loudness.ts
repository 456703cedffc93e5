// Linear amplitude (0 to 1) to the length of a meter: -60 dB is nothing, 0 dB all of it.
const kFloorDb = -60;

export function meterLength(amplitude: number): number {
  if (!(amplitude > 0)) return 0;
  const db = 20 * Math.log10(amplitude);
  return Math.min(1, Math.max(0, 1 - db / kFloorDb));
}

export function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
