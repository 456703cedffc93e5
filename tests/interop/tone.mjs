// Tones: made here, found there.
export const SAMPLE_RATE = 48_000;

// 10 ms of a sine at half of full scale, going on at sample `from`.
export function sine(frequencyHz, from, samples = SAMPLE_RATE / 100) {
  const out = new Int16Array(samples);
  for (let i = 0; i < samples; i++) {
    out[i] = 16_384 * Math.sin((2 * Math.PI * frequencyHz * (from + i)) / SAMPLE_RATE);
  }
  return out;
}

// In-place radix-2 FFT of 2^n values.
function fft(re, im) {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) [re[i], re[j], im[i], im[j]] = [re[j], re[i], im[j], im[i]];
  }
  for (let size = 2; size <= n; size *= 2) {
    const angle = (-2 * Math.PI) / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < size / 2; k++) {
        const [c, s] = [Math.cos(angle * k), Math.sin(angle * k)];
        const [a, b] = [start + k, start + k + size / 2];
        const [x, y] = [re[b] * c - im[b] * s, re[b] * s + im[b] * c];
        [re[b], im[b], re[a], im[a]] = [re[a] - x, im[a] - y, re[a] + x, im[a] + y];
      }
    }
  }
}

// The loudest frequency of 2^n samples and how much of all their energy lies within 30 Hz of it.
export function loudest(samples) {
  const n = samples.length;
  const re = Float64Array.from(samples, (v, i) => v * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / n)));
  const im = new Float64Array(n);
  fft(re, im);
  const energy = Array.from({ length: n / 2 }, (_, i) => re[i] ** 2 + im[i] ** 2);
  const peak = energy.indexOf(Math.max(...energy.slice(2)));
  const all = energy.reduce((sum, value) => sum + value, 0);
  const near = Math.ceil((30 * n) / SAMPLE_RATE);
  const around = energy.slice(Math.max(peak - near, 0), peak + near + 1);
  const share = around.reduce((sum, value) => sum + value, 0) / (all || 1);
  return { frequencyHz: (peak * SAMPLE_RATE) / n, share, level: Math.sqrt(all) / n };
}
